import { Module } from '@nestjs/common';
import { AccountsController } from './accounts.controller.js';
import { CodePages } from './code-pages.service.js';
import { AccountLinksController } from './links.controller.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnAccount } from './own-account.service.js';
import { SecondFactor } from './second-factor.service.js';
import { SignInController } from './sign-in.controller.js';
import { SignIns } from './sign-in.service.js';

/** 账号: signing in and out, one's own account, everybody's accounts. */
@Module({
  controllers: [SignInController, AccountLinksController, OwnAccountController, AccountsController],
  providers: [SecondFactor, SignIns, CodePages, OwnAccount],
})
export class AccountsModule {}
