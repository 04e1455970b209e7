import { Module } from '@nestjs/common';

/** 审核. */
@Module({})
export class ReviewsModule {}
