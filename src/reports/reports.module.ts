import { Module } from '@nestjs/common';
import { LinksController } from './links.controller.js';

/** 进展报告. */
@Module({ controllers: [LinksController] })
export class ReportsModule {}
