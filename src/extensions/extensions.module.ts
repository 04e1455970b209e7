import { Module } from '@nestjs/common';

/** 延期. */
@Module({})
export class ExtensionsModule {}
