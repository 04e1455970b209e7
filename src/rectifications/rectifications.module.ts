import { Module } from '@nestjs/common';
import { LedgerController } from './ledger.controller.js';
import { RectificationsController } from './rectifications.controller.js';

/** 整改: the ledger, one finding with its rounds and objection, its notice, and what is closed (销号). */
@Module({ controllers: [LedgerController, RectificationsController] })
export class RectificationsModule {}
