import { Module } from '@nestjs/common';
import { InstructionController } from './instruction.controller.js';
import { InstructionsController } from './instructions.controller.js';

/** 领导一览和批示. */
@Module({ controllers: [InstructionsController, InstructionController] })
export class InstructionsModule {}
