import { Module } from '@nestjs/common';
import { GroupController } from './group.controller.js';
import { ImportController } from './import.controller.js';
import { PostController } from './post.controller.js';
import { SheetController } from './sheet.controller.js';
import { UnitPeopleController } from './unit.controller.js';

/** 人员: posts of plans and units, who holds them, handing over, lists of contacts. */
@Module({
  controllers: [GroupController, UnitPeopleController, PostController, SheetController, ImportController],
})
export class PeopleModule {}
