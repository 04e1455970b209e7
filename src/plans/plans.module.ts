import { Module } from '@nestjs/common';
import { ClosureController } from "./closure.controller.js";
import { PlansController } from './plans.controller.js';

/** 方案: overview, document, findings, activation. */
@Module({ controllers: [PlansController, ClosureController] })
export class PlansModule {}
