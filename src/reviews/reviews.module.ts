import { Module } from '@nestjs/common';
import { ReviewsController } from './reviews.controller.js';

/** 审核. */
@Module({ controllers: [ReviewsController] })
export class ReviewsModule {}
