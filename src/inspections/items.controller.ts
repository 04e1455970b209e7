import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { concludeItem, type FindingRequest } from '../acts/inspect.js';
import { actOnce } from '../acts/once.js';
import { Clock } from '../clock.js';
import {
  CLOSE_TESTS,
  type CloseTest,
  type Conclusion,
  CONCLUSION_WORDS,
  MOST_FINDINGS,
} from '../domain/inspections.js';
import { may, type Person, within } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { dayOrNone, formToken, oneOf, ticked, version, words, wordsNeeded } from '../web/text-input.js';
import { readItem } from './inspections.service.js';
import { FINDING_PARTS, itemView, type Refused } from './item.views.js';

const LONGEST = 1000;
const LONGEST_FINDING = 500;
const CONCLUSIONS = Object.keys(CONCLUSION_WORDS) as [Conclusion, ...Conclusion[]];
const TESTS = Object.keys(CLOSE_TESTS) as [CloseTest, ...CloseTest[]];
const MISSING = {
  fact: '请写明问题事实',
  standard: '请写明对照标准',
  requirement: '请写明整改要求',
  dueOn: '请选择整改期限',
};

const SHEET = z.object({
  version,
  fact: wordsNeeded(LONGEST, '请写明检查事实'),
  standard: wordsNeeded(LONGEST, '请写明对照标准'),
  evidence: wordsNeeded(LONGEST, '请写明佐证'),
  unitOpinion: words(LONGEST),
  conclusion: oneOf(CONCLUSIONS, '请选择结论'),
  tests: ticked(TESTS),
  token: formToken,
});
const FINDING = z.object({
  fact: words(LONGEST_FINDING),
  standard: words(LONGEST_FINDING),
  requirement: words(LONGEST_FINDING),
  dueOn: dayOrNone,
});

/** The form as it is sent: the sheet, and five rows of findings of which some are empty; a row that is begun must be whole. */
const FORM = z.looseObject({}).transform((typed, context) => {
  const sheet = SHEET.safeParse(typed);
  if (!sheet.success)
    sheet.error.issues.forEach((issue) =>
      context.addIssue({ code: 'custom', path: issue.path, message: issue.message }),
    );
  const findings: FindingRequest[] = [];
  for (let row = 1; row <= MOST_FINDINGS; row++) {
    const fault = (part: PropertyKey, message: string) =>
      context.addIssue({ code: 'custom', path: [`${String(part)}-${row}`], message });
    const parsed = FINDING.safeParse(Object.fromEntries(FINDING_PARTS.map((part) => [part, typed[`${part}-${row}`]])));
    if (!parsed.success) {
      for (const { path, message } of parsed.error.issues) fault(path[0] ?? 'fact', message);
      continue;
    }
    const { fact, standard, requirement, dueOn } = parsed.data;
    // The standard is filled in beforehand: alone it begins no row.
    if (fact === '' && requirement === '' && dueOn === null) continue;
    for (const part of FINDING_PARTS) if (!parsed.data[part]) fault(part, MISSING[part]);
    findings.push({ fact, standard, requirement, dueOn: dueOn ?? '', row });
  }
  if (sheet.data && sheet.data.conclusion !== 'non-compliant' && findings.length > 0)
    context.addIssue({ code: 'custom', path: ['conclusion'], message: '写了存在问题的，结论应是不达标' });
  return sheet.success ? { ...sheet.data, findings } : z.NEVER;
});

/** 检查验收表: one item of a batch, and its conclusion. */
@Controller('/inspection-items')
export class InspectionItemsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get(':id')
  @Who('see-own')
  @Kept()
  async one(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('检查事项')) id: number) {
    return this.page(visit, me, id, null);
  }

  @Post(':id/conclusion')
  @Who('work')
  async conclude(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('检查事项')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      FORM,
      typed,
      ({ token, ...form }) => {
        return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
          const closed = await concludeItem(stores, { itemId: id, ...form, person: me }, occasion);
          const passed = closed ? { said: 'item-passed' } : { said: 'item-recorded' };
          const notice = form.conclusion === 'non-compliant' ? { said: 'item-failed' } : passed;
          return withQuery(paths.inspectionItem(id), notice);
        });
      },
      (faults) => this.page(visit, me, id, { typed: typed ?? {}, faults }),
    );
  }

  private page(visit: Visit, me: Person, id: number, refused: Refused | null) {
    return this.storage.read(async (stores) => {
      const facts = await readItem(stores, this.clock.now(), id, me);
      const view = itemView(facts, may(within(me, facts.world.plan), 'work'), refused);
      const at = { title: view.title, place: 'inspections', form: true } as const;
      return this.pages.render('pages/inspections/item', visit, facts.world, at, view);
    });
  }
}
