import { Module } from '@nestjs/common';

/** 给程序用的接口. */
@Module({})
export class ApiModule {}
