import { Module } from '@nestjs/common';

/** 进展报告. */
@Module({})
export class ReportsModule {}
