import { Module } from '@nestjs/common';

/** 佐证材料. */
@Module({})
export class AttachmentsModule {}
