import { Module } from '@nestjs/common';
import { IndicatorsController } from './indicators.controller.js';
import { LinksController } from './links.controller.js';
import { ReportsController } from './reports.controller.js';
import { Reports } from './reports.service.js';
import { SubmissionsController } from './submissions.controller.js';

/** 进展报告. */
@Module({
  controllers: [ReportsController, SubmissionsController, IndicatorsController, LinksController],
  providers: [Reports],
})
export class ReportsModule {}
