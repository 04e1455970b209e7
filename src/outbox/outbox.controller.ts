import { Body, Controller, Get, Header, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { actOnMail, repeatsOf } from '../acts/act-on-mail.js';
import { actOnce } from '../acts/once.js';
import { Clock, type Moment } from '../clock.js';
import { isDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { MAIL_ACTS } from '../domain/mail-acts.js';
import { may, type Person } from '../domain/permissions.js';
import { type MailKind, type MailState, type OutboxMail } from '../domain/plan.js';
import { type ComposedMail } from '../mail/compose.js';
import { composer } from '../mail/composer.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { answersOf, pageAddress, type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { HELD_FOR_OFFICE } from '../storage/stores/no-mails.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { Described } from '../web/described.js';
import { faultSummary, takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { MAIL_STATES, MAIL_WORDS } from '../web/mail-words.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { ENGINE, SETTINGS } from '../web/tokens.js';
import { formToken, oneOf, words } from '../web/text-input.js';
import { unsavedWords } from '../web/unsaved.js';
import { readWorldAround } from '../web/world.js';
import { mailActForms, type RefusedAct } from './mail-acts.forms.js';
import { MAILS_PER_PAGE, outboxMailView, outboxView, STATE_FILTERS, type StateFilter } from './outbox.views.js';

const day = chosen(z.string().refine(isDay, '应是 2020-06-24 这样的日期'));
const FILTER = z.object({
  kind: chosen(z.enum(Object.keys(MAIL_WORDS) as [MailKind, ...MailKind[]], { error: '没有这种邮件' })),
  state: chosen(z.enum(Object.keys(STATE_FILTERS) as [StateFilter, ...StateFilter[]], { error: '没有这种状态' })),
  unit: chosen(rowId),
  plan: chosen(rowId),
  day,
  page: pageNumber,
});
/** What an act's form sends; whatever else is in it is not seen. */
const MAIL_ACT = z.object({
  act: oneOf(MAIL_ACTS, '请选择要办理的操作'),
  state: oneOf(Object.keys(MAIL_STATES) as [MailState, ...MailState[]], '请刷新页面再试'),
  resent: z.coerce.number({ error: '请刷新页面再试' }).int('请刷新页面再试').min(0, '请刷新页面再试').max(99),
  reason: words(500),
  token: formToken,
});
const API_ASKED = z.object({
  state: z.enum(Object.keys(MAIL_STATES) as [MailState, ...MailState[]]).optional(),
  from: day,
  to: day,
});

/** 发件箱: what was queued and sent, and each mail as it looks. */
@Controller()
export class OutboxController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    @Inject(ENGINE) private readonly engine: ViewEngine,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('/outbox')
  @Who('see-all')
  @Kept()
  async list(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Query(new Fits(FILTER)) { page, ...filter }: z.infer<typeof FILTER>,
  ) {
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, this.clock.now(), visit, filter.plan);
      const { total, mails } = await stores.outbox.list({
        ...(filter.state && STATE_FILTERS[filter.state].asked),
        kind: filter.kind,
        unitId: filter.unit,
        planId: filter.plan,
        dayFrom: filter.day,
        dayTo: filter.day,
        limit: MAILS_PER_PAGE,
        offset: (page - 1) * MAILS_PER_PAGE,
      });
      const items = await stores.outbox.itemsOf(mails.map((mail) => mail.id));
      const units = await stores.plans.units();
      const previews = may(me, 'run-plan') ? paths.mailPreviews() : null;
      const letters = may(me, 'work') && this.settings.imapUrl !== null ? paths.letters() : null;
      const firsts = mails.flatMap(({ id, subject }) => (subject === null ? (items.get(id) ?? []).slice(0, 1) : []));
      const placed = await stores.assignments.byIds(firsts.map(({ assignmentId }) => assignmentId));
      const view = { ...outboxView({ world, filter, page, total, mails, items, placed, units }), previews, letters };
      return this.pages.render('pages/outbox/list', visit, world, { title: '发件箱', place: 'outbox' }, view);
    });
  }

  @Get('/outbox/:id')
  @Who('see-all')
  @Kept()
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('邮件')) id: number) {
    return this.page(visit, me, id, null);
  }

  @Post('/outbox/:id/acts')
  @Who('work')
  async act(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('邮件')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      MAIL_ACT,
      typed,
      (form) => this.perform(me, id, form),
      (faults) => this.page(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  /** The mail's own HTML, shown in a frame of our page: inline styles are its only styles. */
  @Get('/outbox/:id/html')
  @Who('see-all')
  @Header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox")
  async html(@Param('id', new RowId('邮件')) id: number) {
    const { words } = await this.mailWithWords(id, this.clock.now());
    if (!words) throw new RuleBroken('not-found', { thing: '邮件正文' });
    return words.html;
  }

  @Get('/api/v1/outbox')
  @Who('see-all')
  @Described('发件箱：已排队和已发出的邮件，最多1000封')
  async api(@Query(new Fits(API_ASKED)) { state, from, to }: z.infer<typeof API_ASKED>) {
    return this.storage.read(async (stores) => {
      const asked = { states: state && [state], dayFrom: from, dayTo: to, limit: 1000, offset: 0 };
      const { total, mails } = await stores.outbox.list(asked);
      const items = await stores.outbox.itemsOf(mails.map((mail) => mail.id));
      return { total, mails: mails.map((mail) => ({ ...mail, items: items.get(mail.id) ?? [] })) };
    });
  }

  private async perform(me: Person, outboxId: number, { token, ...form }: z.infer<typeof MAIL_ACT>): Promise<string> {
    return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      const shown = await actOnMail(stores, { outboxId, ...form }, occasion);
      const { act } = form;
      return withQuery(paths.mail(shown), { said: `mail-${act}` });
    });
  }

  private async page(visit: Visit, me: Person, id: number, refused: RefusedAct | null): Promise<string> {
    const { mail, words } = await this.mailWithWords(id, this.clock.now());
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const items = await stores.outbox.items(id);
      const placed = await stores.assignments.byIds(items.map((item) => item.assignmentId));
      const repeats = await repeatsOf(stores, mail);
      const onLadder = mail.lastError === HELD_FOR_OFFICE;
      const acts = may(me, 'work') && !onLadder ? mailActForms(mail, repeats.length, refused) : [];
      const fields = acts.filter(({ open }) => open).flatMap(({ form }) => form.fields);
      const summary = faultSummary(refused?.faults ?? null, fields);
      const unsaved = unsavedWords(refused?.typed ?? null, acts, ['reason']);
      const facts = { world, mail, items, placed, words, from: this.settings.mailFrom, repeats };
      const view = { ...outboxMailView(facts), acts, summary, unsaved };
      const at = { title: view.subject, place: 'outbox', form: acts.length > 0 } as const;
      return this.pages.render('pages/outbox/mail', visit, world, at, view);
    });
  }

  private async mailWithWords(id: number, now: Moment): Promise<{ mail: OutboxMail; words: ComposedMail | null }> {
    const mail = await this.storage.read((stores) => stores.outbox.byId(id));
    if (!mail) throw new RuleBroken('not-found', { thing: '邮件' });
    if (mail.subject !== null && mail.textBody !== null && mail.htmlBody !== null)
      return { mail, words: { subject: mail.subject, text: mail.textBody, html: mail.htmlBody } };
    const world = { baseUrl: pageAddress(this.settings), answers: answersOf(this.settings) };
    const post = { storage: this.storage, engine: this.engine, ...world };
    const compose = await composer(post, [mail], now);
    return { mail, words: compose(mail) };
  }
}
