import { Module } from '@nestjs/common';

/** 留痕. */
@Module({})
export class HistoryModule {}
