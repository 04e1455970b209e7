import { Module } from '@nestjs/common';
import { HistoryController } from './history.controller.js';

/** 留痕. */
@Module({ controllers: [HistoryController] })
export class HistoryModule {}
