import { Module } from '@nestjs/common';
import { HolidaysController } from './holidays.controller.js';

/** 放假安排. */
@Module({ controllers: [HolidaysController] })
export class HolidaysModule {}
