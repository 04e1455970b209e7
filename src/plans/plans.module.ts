import { Module } from '@nestjs/common';
import { PlansApiController } from './plans.api.controller.js';
import { PlansController } from './plans.controller.js';

/** 方案: overview, document, findings, activation. */
@Module({ controllers: [PlansController, PlansApiController] })
export class PlansModule {}
