import { Module } from '@nestjs/common';
import { DigestsController } from './digests.controller.js';

/** 领导摘要、单位月报、办公室日报. */
@Module({ controllers: [DigestsController] })
export class DigestsModule {}
