import { Module } from '@nestjs/common';
import { ExtensionsController } from './extensions.controller.js';

/** 延期. */
@Module({ controllers: [ExtensionsController] })
export class ExtensionsModule {}
