import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { sendTestMail } from '../acts/alarms.js';
import { actOnce } from '../acts/once.js';
import { Clock } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { Runner } from '../schedule/runner.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, faultSummary, fieldViews, takeForm, type Typed } from '../web/forms.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formToken, mailAddress } from '../web/text-input.js';
import { readWorldAround } from '../web/world.js';
import { healthView } from './health.views.js';

const TEST_MAIL = z.object({
  address: mailAddress.refine((given) => given !== null, '请填写收件地址').transform((given) => given ?? ''),
  token: formToken,
});

/** 运行情况: whether mails leave and jobs run, and a mail to try it. */
@Controller('/health')
@Who('run-plan')
export class HealthPageController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly runner: Runner,
  ) {}

  @Get()
  @Kept()
  async look(@Visiting() visit: Visit, @Me() me: Person) {
    return this.page(visit, me, null);
  }

  @Post('/test-mails')
  async test(@Visiting() visit: Visit, @Me() me: Person, @Body() typed: Typed | undefined, @Res() response: Response) {
    await takeForm(
      response,
      TEST_MAIL,
      typed,
      (form) => this.send(me, form),
      (faults) => this.page(visit, me, { typed: typed ?? {}, faults }),
    );
  }

  private async send(me: Person, { address, token }: z.infer<typeof TEST_MAIL>): Promise<string> {
    return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      await sendTestMail(stores, address, occasion);
      return withQuery(paths.health(), { said: 'test-mail-queued' });
    });
  }

  private async page(visit: Visit, me: Person, refused: { typed: Typed; faults: Faults } | null): Promise<string> {
    const now = this.clock.now();
    const next = await this.runner.nextDue(now);
    const { timetable, via } = this.runner;
    return this.storage.read(async (stores) => {
      const own = me.contactId === null ? null : await stores.people.contact(me.contactId);
      const fields = fieldViews(
        [
          {
            ...{ name: 'address', label: '收件地址', kind: 'mail', required: true, value: own?.mail ?? '' },
            hint: '立即放入发件箱，不受发送时段限制；由谁发给谁记入留痕',
          },
        ],
        refused?.typed ?? null,
        refused?.faults ?? null,
        'test',
      );
      const form = { action: paths.testMails(), submit: '发一封测试邮件', multipart: false, summary: null, fields };
      const world = await readWorldAround(stores, now, visit);
      const last = new Map();
      for (const { name } of timetable) {
        const run = await stores.jobs.last(name);
        if (run) last.set(name, run);
      }
      const facts = {
        ...{ world, timetable, last, next, via, flow: world.flow },
        counts: await stores.outbox.counts(),
        doubtful: (await stores.outbox.list({ doubtful: true, limit: 0, offset: 0 })).total,
        oldest: await stores.flow.oldestDue(now.at),
      };
      const view = { ...healthView(facts, form), summary: faultSummary(refused?.faults ?? null, fields) };
      const at = { title: '运行情况', place: 'schedule', form: true } as const;
      return this.pages.render('pages/health/health', visit, world, at, view);
    });
  }
}
