import { Module } from '@nestjs/common';

/** 措施：牵头单位看本措施各单位，汇总、催办. */
@Module({})
export class MeasuresModule {}
