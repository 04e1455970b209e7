import { Module } from '@nestjs/common';
import { DeskController } from './desk.controller.js';
import { DeskPage } from './desk.page.js';

/** 今天要办. */
@Module({ controllers: [DeskController], providers: [DeskPage] })
export class DeskModule {}
