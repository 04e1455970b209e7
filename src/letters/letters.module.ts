import { Module } from '@nestjs/common';
import { Letters } from './letters.service.js';

/** 来信. */
@Module({ providers: [Letters], exports: [Letters] })
export class LettersModule {}
