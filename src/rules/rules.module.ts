import { Module } from '@nestjs/common';
import { RulesController } from './rules.controller.js';

/** 邮件规则. */
@Module({ controllers: [RulesController] })
export class RulesModule {}
