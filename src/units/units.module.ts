import { Module } from '@nestjs/common';
import { UnitsController } from './units.controller.js';

/** 单位: what each has to do. */
@Module({ controllers: [UnitsController] })
export class UnitsModule {}
