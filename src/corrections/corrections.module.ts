import { Module } from '@nestjs/common';

/** 更正方案. */
@Module({})
export class CorrectionsModule {}
