import { Module } from '@nestjs/common';
import { AttachmentsController } from './attachments.controller.js';
import { Attachments } from './attachments.service.js';

/** 佐证材料. */
@Module({ controllers: [AttachmentsController], providers: [Attachments] })
export class AttachmentsModule {}
