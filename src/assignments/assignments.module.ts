import { Module } from '@nestjs/common';
import { AssignmentsController } from './assignments.controller.js';

/** 责任事项: the list, one with its clause and history. */
@Module({ controllers: [AssignmentsController] })
export class AssignmentsModule {}
