import { Module } from '@nestjs/common';
import { IntakeController } from './intake.controller.js';
import { IntakesController } from './intakes.controller.js';

/** 导入方案. */
@Module({ controllers: [IntakesController, IntakeController] })
export class IntakesModule {}
