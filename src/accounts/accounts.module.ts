import { Module } from '@nestjs/common';
import { SignInController } from './sign-in.controller.js';

/** 账号: signing in and out. */
@Module({ controllers: [SignInController] })
export class AccountsModule {}
