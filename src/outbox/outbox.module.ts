import { Module } from '@nestjs/common';
import { OutboxController } from './outbox.controller.js';

/** 发件箱. */
@Module({ controllers: [OutboxController] })
export class OutboxModule {}
