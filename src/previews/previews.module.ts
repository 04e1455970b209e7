import { Module } from '@nestjs/common';
import { PreviewsController } from './previews.controller.js';

/** 邮件样式. */
@Module({ controllers: [PreviewsController] })
export class PreviewsModule {}
