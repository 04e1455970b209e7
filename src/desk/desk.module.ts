import { Module } from '@nestjs/common';
import { ChasesController } from './chases.controller.js';
import { DeskController } from './desk.controller.js';
import { DeskPage } from './desk.page.js';

/** 今天要办. */
@Module({ controllers: [DeskController, ChasesController], providers: [DeskPage] })
export class DeskModule {}
