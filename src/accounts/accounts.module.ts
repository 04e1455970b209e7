import { Module } from '@nestjs/common';
import { CodePages } from './code-pages.service.js';
import { SecondFactor } from './second-factor.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignIns } from './sign-in.service.js';

/** 账号: signing in and out, one's own account, everybody's accounts. */
@Module({
  controllers: [SignInController],
  providers: [SecondFactor, SignIns, CodePages],
})
export class AccountsModule {}
