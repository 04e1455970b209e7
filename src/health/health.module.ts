import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';

/** 健康检查. */
@Module({ controllers: [HealthController] })
export class HealthModule {}
