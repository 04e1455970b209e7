import { Module } from '@nestjs/common';

/** 检查验收. */
@Module({})
export class InspectionsModule {}
