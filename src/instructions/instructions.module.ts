import { Module } from '@nestjs/common';

/** 批示与领导一屏. */
@Module({})
export class InstructionsModule {}
