import { Module } from '@nestjs/common';

/** 今天要办. */
@Module({})
export class DeskModule {}
