import { Module } from '@nestjs/common';

/** 整改、复查、销号. */
@Module({})
export class RectificationsModule {}
