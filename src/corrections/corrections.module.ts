import { Module } from '@nestjs/common';
import { CorrectionsController } from './corrections.controller.js';

/** 更正方案. */
@Module({ controllers: [CorrectionsController] })
export class CorrectionsModule {}
