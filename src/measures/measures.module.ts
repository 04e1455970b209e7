import { Module } from '@nestjs/common';
import { MeasuresController } from './measures.controller.js';

/** 措施：牵头单位看本措施各单位，汇总、催办. */
@Module({ controllers: [MeasuresController] })
export class MeasuresModule {}
