import { Controller, Get } from '@nestjs/common';
import { Clock } from '../clock.js';
import { plusDays } from '../domain/day.js';
import { may, within, type Person } from '../domain/permissions.js';
import { forecast } from '../reminders/reminders.service.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { readWorldAround } from '../web/world.js';
import { Runner } from './runner.js';
import { scheduleView } from './schedule.views.js';
import { TIMETABLE } from './timetable.js';

const RUNS_SHOWN = 12;
const DAYS_AHEAD = 60;

/** 日程: what runs when, what it did, what it will do. */
@Controller('/schedule')
export class ScheduleController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly runner: Runner,
  ) {}

  @Get()
  @Who('see-all')
  @Kept()
  async schedule(@Visiting() visit: Visit, @Me() me: Person) {
    const now = this.clock.now();
    const next = await this.runner.nextDue(now);
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, now, visit);
      const last = new Map();
      for (const { name } of TIMETABLE) {
        const run = await stores.jobs.last(name);
        if (run) last.set(name, run);
      }
      const view = scheduleView({
        world,
        timetable: TIMETABLE,
        last,
        next,
        runs: await stores.jobs.recent(RUNS_SHOWN),
        notices: await forecast(stores, {
          ...{ to: plusDays(now.today, DAYS_AHEAD), today: now.today, supposed: {} },
          plans: await stores.plans.heads(),
        }),
        overrides: await stores.calendar.overrides(),
        seesHealth: may(me, 'run-plan'),
        setsRules: world.plan !== null && may(within(me, world.plan), 'work'),
      });
      const at = { title: '日程', place: 'schedule', form: true } as const;
      return this.pages.render('pages/schedule/schedule', visit, world, at, view);
    });
  }
}
