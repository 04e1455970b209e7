import { Module } from '@nestjs/common';
import { ForecastController } from './forecast.controller.js';

/** 邮件预告. */
@Module({ controllers: [ForecastController] })
export class ForecastModule {}
