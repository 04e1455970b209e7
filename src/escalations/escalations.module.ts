import { Module } from '@nestjs/common';
import { EscalationsController } from './escalations.controller.js';

/** 逐级督促. */
@Module({ controllers: [EscalationsController] })
export class EscalationsModule {}
