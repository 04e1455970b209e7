import { Module } from '@nestjs/common';

/** 人员. */
@Module({})
export class PeopleModule {}
