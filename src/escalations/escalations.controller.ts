import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { decideEscalation } from '../acts/decide-escalation.js';
import { actOnce } from '../acts/once.js';
import { Clock, momentAt } from '../clock.js';
import { nthWorkday } from '../domain/calendar.js';
import { RuleBroken } from '../domain/errors.js';
import { may, type Person, within } from '../domain/permissions.js';
import { type OutboxMail } from '../domain/plan.js';
import { NOTICES_AT } from '../domain/rules.js';
import { type ComposedMail } from '../mail/compose.js';
import { composer } from '../mail/composer.js';
import { readLadder } from '../mail/ladder.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { pageAddress, type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { faultSummary, takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formToken, oneOf, words } from '../web/text-input.js';
import { ENGINE, SETTINGS } from '../web/tokens.js';
import { unsavedWords } from '../web/unsaved.js';
import { readPlanWorld } from '../web/world.js';
import { calendarWith } from '../working-days.js';
import { decisionForms, type Refused } from './escalation.forms.js';
import { escalationView, isUndecided } from './escalation.views.js';

const DECISION = z.object({
  act: oneOf(['release', 'cancel'], '请选择放行或不发'),
  reason: words(500),
  token: formToken,
});

/** 逐级督促: a mail to a county leader, seen whole and let go by the office, or not. */
@Controller('/escalations/:id')
export class EscalationsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    @Inject(ENGINE) private readonly engine: ViewEngine,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Who('see-all')
  @Kept()
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('督促提醒')) id: number) {
    return this.page(visit, me, id, null);
  }

  @Post('decision')
  @Who('work')
  async decide(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('督促提醒')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      DECISION,
      typed,
      (form) => this.perform(me, id, form),
      (faults) => this.page(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  private perform(me: Person, outboxId: number, { token, ...form }: z.infer<typeof DECISION>): Promise<string> {
    const now = this.clock.now();
    return actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
      const calendar = calendarWith(await stores.calendar.overrides());
      const nextMorning = momentAt(nthWorkday(calendar, now.today, 1), NOTICES_AT).at;
      const days = { calendar, nextMorning, dayBegan: momentAt(now.today, '00:00').at };
      const became = await decideEscalation(stores, { outboxId, ...form }, days, occasion);
      return withQuery(paths.escalation(outboxId), { said: `escalation-${became}` });
    });
  }

  private async page(visit: Visit, me: Person, id: number, refused: Refused | null): Promise<string> {
    const now = this.clock.now();
    const mail = await this.storage.read((stores) => stores.outbox.byId(id));
    const planId = mail?.planId ?? null;
    if (mail?.kind !== 'escalation' || planId === null || mail.unitId !== null)
      throw new RuleBroken('not-found', { thing: '督促提醒' });
    const said = await this.wordsOf(mail);
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, now, planId);
      const items = await stores.outbox.items(id);
      const placed = await stores.assignments.byIds(items.map((item) => item.assignmentId));
      const { climbs } = await readLadder(stores, [mail], new Map([[id, items]]), world.today);
      const acts = may(within(me, world.plan), 'work') && isUndecided(mail) ? decisionForms(id, refused) : [];
      const fields = acts.filter(({ open }) => open).flatMap(({ form }) => form.fields);
      const model = {
        ...escalationView({ world, mail, items, placed, words: said, climbs }),
        acts,
        summary: faultSummary(refused?.faults ?? null, fields),
        unsaved: unsavedWords(refused?.typed ?? null, acts, ['reason']),
      };
      const at = { title: model.heading, place: 'desk', form: acts.length > 0 } as const;
      return this.pages.render('pages/escalations/escalation', visit, world, at, model);
    });
  }

  /** What left, or what would leave at this moment. */
  private async wordsOf(mail: OutboxMail): Promise<Pick<ComposedMail, 'text'> | null> {
    if (mail.textBody !== null) return { text: mail.textBody };
    const post = { storage: this.storage, engine: this.engine, baseUrl: pageAddress(this.settings) };
    return (await composer(post, [mail], this.clock.now()))(mail);
  }
}
