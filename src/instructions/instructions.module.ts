import { Module } from '@nestjs/common';
import { InstructionController } from './instruction.controller.js';
import { InstructionsController } from './instructions.controller.js';

/** 领导阅示和批示. */
@Module({ controllers: [InstructionsController, InstructionController] })
export class InstructionsModule {}
