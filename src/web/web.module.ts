import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Clock } from '../clock.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { AccessGuard } from './access.js';
import { ErrorsFilter } from './errors.filter.js';
import { Pages } from './pages.service.js';
import { Sessions } from './sessions.service.js';
import { SignInPage } from './sign-in-page.service.js';
import { Unchanged } from './unchanged.service.js';
import { ENGINE, SETTINGS, TEMPLATES_DIR } from './tokens.js';

/** The parts that every feature's pages stand on. */
export interface WebParts {
  storage: Storage;
  clock: Clock;
  engine: ViewEngine;
  settings: Settings;
  templatesDir: string;
}

/** Storage, clock, pages, sessions, the guard and the filter, for every feature. */
@Global()
@Module({})
export class WebModule {
  static of(parts: WebParts): DynamicModule {
    return {
      module: WebModule,
      providers: [
        { provide: Storage, useValue: parts.storage },
        { provide: Clock, useValue: parts.clock },
        { provide: ENGINE, useValue: parts.engine },
        { provide: SETTINGS, useValue: parts.settings },
        { provide: TEMPLATES_DIR, useValue: parts.templatesDir },
        Pages,
        Sessions,
        SignInPage,
        Unchanged,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ErrorsFilter },
      ],
      exports: [Storage, Clock, Pages, Sessions, SignInPage, Unchanged, ENGINE, SETTINGS],
    };
  }
}
