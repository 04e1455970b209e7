import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HealthPageController } from './health-page.controller.js';

/** 运行情况, for people and for whoever watches from outside. */
@Module({ controllers: [HealthController, HealthPageController] })
export class HealthModule {}
