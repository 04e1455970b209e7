import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ScheduleModule as NestScheduleModule } from '@nestjs/schedule';
import { LettersModule } from '../letters/letters.module.js';
import { Runner } from './runner.js';
import { ScheduleController } from './schedule.controller.js';
import { Ticker } from './ticker.js';

/** 日程: the timetable's page, and its ticker where `ticking` is asked for. */
@Global()
@Module({})
export class ScheduleModule {
  static of(runner: Runner, ticking: boolean): DynamicModule {
    return {
      module: ScheduleModule,
      imports: ticking ? [NestScheduleModule.forRoot(), LettersModule] : [],
      controllers: [ScheduleController],
      providers: [{ provide: Runner, useValue: runner }, ...(ticking ? [Ticker] : [])],
      exports: [Runner],
    };
  }
}
