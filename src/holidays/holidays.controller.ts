import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { changeHolidays, holidaysAfter, type HolidaysRequest } from '../acts/change-holidays.js';
import { actOnce } from '../acts/once.js';
import { Clock } from '../clock.js';
import { type Day, plusDays } from '../domain/day.js';
import { compareForeseen } from '../domain/foreseen.js';
import { readHolidays } from '../domain/holiday-text.js';
import { may, type Person } from '../domain/permissions.js';
import { foresee } from '../foresight/foresee.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { DAYS_FORESEEN } from '../web/mail-changes.js';
import { Pages } from '../web/pages.service.js';
import { paths } from '../web/paths.js';
import { dayNeeded, dayOrNone, formToken, line, lineNeeded, oneOf, wordsNeeded } from '../web/text-input.js';
import { readWorldAround } from '../web/world.js';
import { calendarSupposing } from '../working-days.js';
import { type HolidayForm } from './holidays.forms.js';
import { holidaysView, type Sent } from './holidays.views.js';

const CHANGES_SHOWN = 20;
const FAULTS_TOLD = 6;
/** Beyond half a year of nobody acting the mails say nothing any more. */
const FURTHEST = 210;
const LONGEST_NOTICE = 12_000;

const year = z.coerce.number({ error: '应是年份' }).int('应是年份').min(2001, '应是年份').max(2059, '应是年份');
const SHOWN = z.object({ year: chosen(year), day: chosen(dayOrNone) });
const common = {
  ...{ year, seen: z.string().max(64).catch(''), token: formToken },
  intent: oneOf(['preview', 'save'], '请选择看影响还是保存'),
  source: lineNeeded(60, '请填写依据'),
};
const DAY = z.object({
  ...common,
  day: dayNeeded('请填写日期'),
  kind: oneOf(['rest', 'work', 'published'], '请选择安排'),
  name: line(20),
});
const IMPORT = z
  .object({ ...common, text: wordsNeeded(LONGEST_NOTICE, '请粘贴通知内容') })
  .transform(({ text, ...rest }, context) => {
    const { days, faults } = readHolidays(text, rest.year);
    const told = faults.slice(0, FAULTS_TOLD).map((fault) => `第${fault.line}行：${fault.words}`);
    if (faults.length > told.length) told.push(`另有${faults.length - told.length}行`);
    if (told.length > 0) context.addIssue({ code: 'custom', path: ['text'], message: `${told.join('；')}。没有导入` });
    return { ...rest, days };
  });

/** What a form asks for: the change itself, the year of the page, and whether it is only to be looked at. */
interface Wanted {
  request: HolidaysRequest;
  year: number;
  intent: 'preview' | 'save';
  token: string | null;
  read: string | null;
}

/** 放假安排: the working days of a year, imported from the yearly notice or entered one by one. */
@Controller('/holidays')
export class HolidaysController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Who('see-all')
  @Kept()
  async show(@Visiting() visit: Visit, @Me() me: Person, @Query(new Fits(SHOWN)) asked: z.infer<typeof SHOWN>) {
    return this.storage.read((stores) => this.page(stores, visit, me, asked.year ?? null, asked.day ?? '', null));
  }

  @Post('days')
  @Who('keep-calendar')
  async day(@Visiting() visit: Visit, @Me() me: Person, @Body() typed: Typed | undefined, @Res() response: Response) {
    await this.take(response, visit, me, 'day', DAY, typed ?? {}, ({ day, kind, name, source, seen, ...rest }) => ({
      ...rest,
      request: {
        put: kind === 'published' ? [] : [{ day, isWorkday: kind === 'work', name, source }],
        remove: kind === 'published' ? [day] : [],
        seen,
      },
      year: Number(day.slice(0, 4)),
      read: null,
    }));
  }

  @Post('imports')
  @Who('keep-calendar')
  async notice(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await this.take(response, visit, me, 'import', IMPORT, typed ?? {}, ({ days, source, seen, ...rest }) => {
      const works = days.filter(({ isWorkday }) => isWorkday).length;
      return {
        ...rest,
        request: { put: days.map((one) => ({ ...one, source })), remove: [], seen },
        year: Number(days[0]?.day.slice(0, 4) ?? rest.year),
        read: `读到休息${days.length - works}天、调休上班${works}天：${days[0]?.day ?? ''}至${days.at(-1)?.day ?? ''}`,
      };
    });
  }

  private async take<T>(
    response: Response,
    visit: Visit,
    me: Person,
    form: HolidayForm,
    schema: z.ZodType<T>,
    typed: Typed,
    wanted: (value: T) => Wanted,
  ): Promise<void> {
    const now = this.clock.now();
    const shownYear = year.safeParse(typed['year']).data ?? null;
    await takeForm(
      response,
      schema,
      typed,
      async (value) => {
        const { request, intent, token, read, year: of } = wanted(value);
        if (intent === 'preview') return { page: await this.preview(visit, me, { form, typed }, request, read, of) };
        return actOnce(this.storage, token, { ...now, actor: me.name }, async (stores, occasion) => {
          await changeHolidays(stores, request, occasion);
          return paths.holidays({ year: of, said: 'holidays-changed' });
        });
      },
      (faults) =>
        this.storage.read((stores) =>
          this.page(stores, visit, me, shownYear, '', { form, typed, faults, effect: null }),
        ),
    );
  }

  /** What a change would do to the mails, until a month after the last day that it touches. */
  private preview(
    visit: Visit,
    me: Person,
    sent: Pick<Sent, 'form' | 'typed'>,
    request: HolidaysRequest,
    read: string | null,
    of: number,
  ): Promise<string> {
    const { today } = this.clock.now();
    return this.storage.read(async (stores) => {
      const overrides = await stores.calendar.overrides();
      const touched = [...request.put.map(({ day }) => day), ...request.remove].sort().at(-1) ?? today;
      const to = [plusDays(today, DAYS_FORESEEN), plusDays(touched, 30)].sort().at(-1)!;
      const last = [to, plusDays(today, FURTHEST)].sort()[0]!;
      const span: { from: Day; to: Day; today: Day } = { from: today, to: last, today };
      const calendar = calendarSupposing(holidaysAfter(overrides, request));
      const before = await foresee(stores, { ...span, supposed: {} });
      const changes = compareForeseen(before, await foresee(stores, { ...span, supposed: { calendar } }));
      return this.page(stores, visit, me, of, '', { ...sent, faults: null, effect: { changes, to: last, read } });
    });
  }

  private async page(
    stores: Stores,
    visit: Visit,
    me: Person,
    of: number | null,
    day: string,
    sent: Sent | null,
  ): Promise<string> {
    const world = await readWorldAround(stores, this.clock.now(), visit);
    const overrides = await stores.calendar.overrides();
    const history = await stores.history.search({ acts: ['change-holidays'], limit: CHANGES_SHOWN });
    const facts = { world, year: of ?? Number(world.today.slice(0, 4)), day, overrides, history, sent };
    const view = holidaysView({ ...facts, mayChange: may(me, 'keep-calendar') });
    const at = { title: view.heading, place: 'schedule', form: true } as const;
    return this.pages.render('pages/holidays/holidays', visit, world, at, view);
  }
}
