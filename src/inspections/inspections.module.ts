import { Module } from '@nestjs/common';
import { InspectionItemsController } from './items.controller.js';
import { InspectionsController } from './inspections.controller.js';

/** 检查验收: batches of a plan, and the sheet of each inspected item. */
@Module({ controllers: [InspectionsController, InspectionItemsController] })
export class InspectionsModule {}
