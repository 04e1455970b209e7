import { Module } from '@nestjs/common';
import { ClockController } from './clock.controller.js';

/** 演示: the clock that can be moved. */
@Module({ controllers: [ClockController] })
export class DemonstrationModule {}
