import { Controller, Get, Inject, Res } from '@nestjs/common';
import { type Response } from 'express';
import { Clock } from '../clock.js';
import { type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { Who } from '../web/access.js';
import { standstillWords } from '../web/flow.js';
import { SETTINGS, VERSION } from '../web/tokens.js';
import { calendarWith } from '../working-days.js';

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
      const now = this.clock.now();
      const { counts, flow, still } = await this.storage.read(async (stores) => ({
        counts: await stores.outbox.counts(),
        flow: await stores.flow.get(),
        still: standstillWords(await stores.flow.get(), now, calendarWith(await stores.calendar.overrides())),
      }));
      const outbox = { pending: counts.pending + counts.claimed + counts.sending, failed: counts.dead };
      const mail = { stoppedAt: flow.stoppedAt, reason: flow.reason };
      const found = { ...known, database: this.storage.engine, lastSweepAt: flow.lastRunAt, outbox, mail };
      // A stop of mails is the mail server's, which no new start of ours heals: told, but no failure.
      response.status(still ? 503 : 200).json({ status: still ? 'standstill' : 'ok', ...found });
    } catch {
      response.status(503).json({ status: 'broken', ...known, database: 'unreachable' });
    }
  }
}
