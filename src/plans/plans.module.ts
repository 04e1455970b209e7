import { Module } from '@nestjs/common';
import { PlansController } from './plans.controller.js';

/** 方案: overview, document, findings, activation. */
@Module({ controllers: [PlansController] })
export class PlansModule {}
