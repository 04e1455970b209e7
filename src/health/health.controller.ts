import { Controller, Get, Inject, Res } from '@nestjs/common';
import { type Response } from 'express';
import { Clock } from '../clock.js';
import { type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { Who } from '../web/access.js';
import { SETTINGS, VERSION } from '../web/tokens.js';

/** Whether the program works, for whoever watches it from outside. */
@Controller('/healthz')
export class HealthController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Who('anyone')
  async health(@Res() response: Response) {
    const known = { mode: this.settings.mode, today: this.clock.now().today, version: VERSION };
    try {
      const { counts, lastSweepAt } = await this.storage.read(async (stores) => ({
        counts: await stores.outbox.counts(),
        lastSweepAt: await stores.jobs.lastRunAt(),
      }));
      const outbox = { pending: counts.pending + counts.claimed + counts.sending, failed: counts.dead };
      response.json({ status: 'ok', ...known, database: this.storage.engine, lastSweepAt, outbox });
    } catch {
      response.status(503).json({ status: 'broken', ...known, database: 'unreachable' });
    }
  }
}
