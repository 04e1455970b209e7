import { type SeenDraft } from '../acts/drafts.js';
import { type ReportEntry } from '../acts/submit-reports.js';
import { type Day } from '../domain/day.js';
import { type Draft, type Rating, reportField, type ReportKind } from '../domain/reports.js';
import { type Typed } from '../web/forms.js';
import {
  cleanText,
  dayOrNone,
  decimal,
  formOf,
  formToken,
  line,
  lineNeeded,
  oneOf,
  oneOfOrNone,
  phoneNumber,
  rowsTicked,
  words,
} from '../web/text-input.js';
import { type ReportFacts, type ReportItem } from './report.facts.js';
import { isTouched, OWN, prefillOf } from './report.prefill.js';

export const KINDS = ['progress', 'no-change', 'nothing', 'completion'] as const satisfies ReportKind[];
export const RATINGS = ['not-started', 'on-track', 'difficult', 'nearly-done'] as const satisfies Rating[];

/** The longest texts, in characters as a reader counts them. */
export const LONGEST = { progress: 2000, problems: 1000, needs: 500, needsFrom: 100, nextSteps: 1000, word: 300 };

const TEXTS = {
  progress: words(LONGEST.progress),
  problems: words(LONGEST.problems),
  needs: words(LONGEST.needs),
  needsFrom: line(LONGEST.needsFrom),
  nextSteps: words(LONGEST.nextSteps),
};
type TextName = keyof typeof TEXTS;

/** What the checked form holds: the shared answers, and under `i12-…` what is said of one item alone ('' where the shared holds). */
export type ReportForm = Record<TextName, string> & {
  items: number[];
  kind: ReportKind;
  rating: Rating;
  nextOn: Day | null;
  byName: string;
  phone: string | null;
  token: string | null;
} & Record<string, unknown>;

/** The form's schema over the items that are on its page; what is missing is said where it belongs. */
export function reportSchema(facts: ReportFacts) {
  const { items, world } = facts;
  const own = Object.assign({}, ...items.map(ownFields)) as Record<string, typeof dayOrNone>;
  const fields = {
    ...own,
    ...TEXTS,
    items: rowsTicked(
      new Set(items.map(({ item }) => item.id)),
      '请至少勾选一项',
      '有的事项已不能填报，请看页面上的最新情况',
    ),
    kind: oneOf(KINDS, '请选择本期情况'),
    rating: oneOf(RATINGS, '请选择进度自评'),
    nextOn: dayOrNone,
    byName: lineNeeded(50, '请填写填报人'),
    phone: phoneNumber,
    token: formToken,
  };
  return formOf(fields).superRefine((given, context) => {
    for (const [name, problem] of missingIn(settled(facts, given), world.today))
      context.addIssue({ code: 'custom', path: [name], message: problem });
  });
}

function ownFields({ item, indicators, partners }: ReportItem): Record<string, unknown> {
  const field = (name: string) => reportField(item.id, name);
  return {
    // One that is missing, or none at all, is not the version that stands: another was quicker.
    [field('version')]: line(12),
    [field('base')]: line(32),
    [field('kind')]: oneOfOrNone(KINDS),
    [field('rating')]: oneOfOrNone(RATINGS),
    [field('nextOn')]: dayOrNone,
    ...Object.fromEntries(Object.entries(TEXTS).map(([name, schema]) => [field(name), schema])),
    ...Object.fromEntries(partners.map(({ unitId }) => [field(`open-${unitId}`), words(LONGEST.word)])),
    ...Object.fromEntries(
      indicators.flatMap(({ id }) => [
        [field(`now-${id}`), decimal],
        [field(`total-${id}`), decimal],
      ]),
    ),
  };
}

/** The form without what only stands in an item's own fields from last time: nobody has said it now. */
function settled({ items, world }: ReportFacts, form: ReportForm): ReportForm {
  const prefill = prefillOf(items);
  const untouched = items.filter((one) => !isTouched(one, prefill, form, world.today));
  const empty = untouched.flatMap(({ item }) => OWN.map((name) => [reportField(item.id, name), ''] as const));
  return { ...form, ...Object.fromEntries(empty) };
}

/** What the fields want of each other: words where something is reported, a next day that is still to come. */
function missingIn(form: ReportForm, today: Day): [field: string, problem: string][] {
  const missing = form.items.flatMap((id): [string, string][] => {
    const isOwn = ownOf(form, id, 'kind') !== '';
    const needsWords = said(form, id, 'kind') !== 'nothing' && said(form, id, 'progress') === '';
    const nextOn = ownOf(form, id, 'nextOn');
    return [
      ...(needsWords ? [[isOwn ? reportField(id, 'progress') : 'progress', WORDS_MISSING] as [string, string]] : []),
      ...(nextOn && nextOn < today ? [[reportField(id, 'nextOn'), DAY_OVER] as [string, string]] : []),
    ];
  });
  return form.nextOn !== null && form.nextOn < today ? [...missing, ['nextOn', DAY_OVER]] : missing;
}

const WORDS_MISSING = '请写明本期进展；没有变化也请写一句，没有情况可选零报告';
const DAY_OVER = '应是今天或今后的日期';

const ownOf = (form: ReportForm, id: number, name: string) => (form[reportField(id, name)] ?? '') as string;
/** What holds for an item: its own answer, or the shared one. */
const said = (form: ReportForm, id: number, name: TextName | 'kind' | 'rating' | 'nextOn') =>
  ownOf(form, id, name) || (form[name] ?? '');

/** The form as what is filed of each ticked item. */
export function entriesOf(facts: ReportFacts, given: ReportForm): ReportEntry[] {
  const form = settled(facts, given);
  return facts.items
    .filter(({ item }) => form.items.includes(item.id))
    .map(({ item: { id }, indicators, partners }) => ({
      assignmentId: id,
      version: Number(form[reportField(id, 'version')]),
      kind: said(form, id, 'kind') as ReportKind,
      rating: said(form, id, 'rating') as Rating,
      progress: said(form, id, 'progress'),
      problems: said(form, id, 'problems'),
      needs: said(form, id, 'needs'),
      needsFrom: said(form, id, 'needsFrom'),
      nextSteps: said(form, id, 'nextSteps'),
      nextOn: said(form, id, 'nextOn') || null,
      openUnits: Object.fromEntries(
        partners
          .map(({ unitId }) => [String(unitId), ownOf(form, id, `open-${unitId}`)])
          .filter(([, text]) => text !== ''),
      ) as Record<string, string>,
      figures: indicators
        .map((one) => ({
          indicatorId: one.id,
          thisPeriod: ownOf(form, id, `now-${one.id}`),
          total: ownOf(form, id, `total-${one.id}`),
        }))
        .filter(({ thisPeriod, total }) => thisPeriod !== '' || total !== ''),
    }));
}

const KEPT =
  /^(items|kind|rating|progress|problems|needs|needsFrom|nextSteps|nextOn|byName|phone|i(\d{1,10})-[a-zA-Z]+(-\d{1,10})?)$/;

/** What of a sent form is kept as its draft: the fields as they were typed, of a link's items only. */
export function draftBody(typed: Typed, scope: readonly number[] | null): string {
  const isText = (value: unknown) => typeof value === 'string';
  const kept = Object.entries(typed).filter(([name, value]) => {
    const item = KEPT.exec(name)?.[2];
    const isKept = KEPT.test(name) && !name.endsWith('-version');
    const isReached = item === undefined || scope === null || scope.includes(Number(item));
    return isKept && isReached && (isText(value) || (Array.isArray(value) && value.every(isText)));
  });
  return JSON.stringify(Object.fromEntries(kept));
}

/** What was written of single items that were then not filed, as a draft; null where nothing was. */
export function unfiledBody({ items, me }: ReportFacts, typed: Typed, filed: readonly number[]): string | null {
  const written = items
    .filter(({ item }) => !filed.includes(item.id))
    .flatMap(({ item, last }) =>
      (['progress', 'problems', 'needs', 'needsFrom', 'nextSteps'] as const)
        .map((name) => ({ field: reportField(item.id, name), before: last?.[name] ?? '' }))
        .filter(
          ({ field, before }) => typeof typed[field] === 'string' && ![before, ''].includes(cleanText(typed[field])),
        ),
    );
  if (written.length === 0) return null;
  return draftBody(Object.fromEntries(written.map(({ field }) => [field, typed[field]])), me.items);
}

/** The fields of a kept draft. */
export function draftFields({ body }: Pick<Draft, 'body'>): Typed {
  return JSON.parse(body) as Typed;
}

/** A draft as a hidden field names it: '12.3'. */
export const draftName = (draft: SeenDraft) => (draft ? `${draft.id}.${draft.version}` : '');

/** The draft that the sent form had before it. */
export function seenDraft({ draftVersion }: Typed): SeenDraft {
  const found = /^(\d{1,10})\.(\d{1,10})$/.exec(typeof draftVersion === 'string' ? draftVersion : '');
  return found ? { id: Number(found[1]), version: Number(found[2]) } : null;
}

/** The items that a sent form has ticked, whatever they are. */
export function tickedIn(typed: Typed): number[] {
  const given = typed['items'];
  return (Array.isArray(given) ? given : [given]).map(Number).filter(Number.isSafeInteger);
}
