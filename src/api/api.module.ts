import { Module } from '@nestjs/common';
import { AssignmentsApiController } from './assignments.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { OfficeApiController } from './office.controller.js';
import { PlansApiController } from './plans.controller.js';
import { WorkApiController } from './work.controller.js';

/** 给程序用的接口: plans, assignments and their acts as JSON, with its manual. */
@Module({
  controllers: [
    PlansApiController,
    AssignmentsApiController,
    WorkApiController,
    OfficeApiController,
    OpenApiController,
  ],
})
export class ApiModule {}
