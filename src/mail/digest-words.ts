import { type Moment, momentOf } from '../clock.js';
import { shortDay, weekdayName } from '../domain/day.js';
import {
  changeWords,
  type LeaderFigures,
  measuresPhrase,
  measuresSentence,
  MOVE_WORDS,
  moveWords,
  type ProgressFigures,
  type UnitFigures,
  type WorklistFigures,
} from '../domain/digest.js';
import { type Digest } from '../domain/mail.js';
import { type DigestKind } from '../domain/plan.js';
import { STANDING_WORDS } from '../domain/standing.js';
import { type DigestBody, type DigestNumber } from '../rendering/views-digests.js';
import { mailLight } from './lights.js';

/** Kept figures with their kind. */
export type Kept =
  | { kind: 'digest'; figures: LeaderFigures }
  | { kind: 'unit-digest'; figures: UnitFigures }
  | { kind: 'worklist'; figures: WorklistFigures };

/** The kept figures of an issue. */
export const keptOf = ({ kind, figures }: Pick<Digest, 'kind' | 'figures'>): Kept =>
  ({ kind, figures: JSON.parse(figures) as unknown }) as Kept;

/** Who signs an issue. */
export const OFFICE_NAME = '领导小组办公室';

const HEADINGS: Readonly<Record<DigestKind, string>> = {
  digest: '领导摘要',
  'unit-digest': '单位月报',
  worklist: '办公室日报',
};

const WHY: Readonly<Record<DigestKind, string>> = {
  digest:
    '每周第一个工作日08:30报送组长、副组长：有变化或有逾期时报送，否则每月一次；各阶段最后一个工作日和到期后第一个工作日另报。同一人一天最多一封。',
  'unit-digest': '每月第一个工作日报送单位主要负责人。',
  worklist: '每个工作日有待办事项时报送领导小组办公室，没有待办不发。',
};

/** Why an issue of a kind comes, and how often. */
export const whyOfIssue = (kind: DigestKind): string => WHY[kind];

/** The news of an issue, as its subject says it: '第一阶段剩3个工作日：8项措施 2红3黄'. */
export function newsOfIssue(kept: Kept): string {
  if (kept.kind === 'digest') return leadersNews(kept.figures);
  if (kept.kind === 'worklist') return `今天要办${waitingOf(kept.figures)}件：${queuesPhrase(kept.figures)}`;
  return headNews(kept.figures);
}

/** The same as the first sentence of its text says it. */
function leadOf(kept: Kept): string {
  if (kept.kind !== 'digest') return newsOfIssue(kept);
  return `${kept.figures.time}，${measuresSentence(kept.figures.measures)}`;
}

/** The same of an issue to the leaders. */
export const leadersNews = ({ time, measures }: { time: string; measures: Parameters<typeof measuresPhrase>[0] }) =>
  `${time}：${measuresPhrase(measures)}`;

/** The same of one to the head of a unit. */
export function headNews({ unit, numbers }: Pick<UnitFigures, 'unit' | 'numbers'>): string {
  const late = numbers.late > 0 ? `${numbers.late}项逾期` : '没有逾期';
  return `${unit}本月情况：${late}，${numbers.soon > 0 ? `${numbers.soon}项临期，` : ''}已办结${numbers.done}/${numbers.total}`;
}

const waitingOf = ({ queues }: WorklistFigures) => queues.reduce((sum, { total }) => sum + total, 0);
const QUEUES_NAMED = 3;
/** The queues of several plans are summed: the subject names the plans before them. */
function queuesPhrase({ queues, plans = [] }: WorklistFigures): string {
  const totals = new Map<string, number>();
  for (const { title, total } of queues) {
    const of = plans.find(({ brief }) => title.startsWith(`${brief}：`));
    const own = of ? title.slice(of.brief.length + 1) : title;
    totals.set(own, (totals.get(own) ?? 0) + total);
  }
  const named = [...totals].slice(0, QUEUES_NAMED).map(([title, total]) => `${title}${total}件`);
  return named.join('、') + (totals.size > QUEUES_NAMED ? '等' : '');
}

/** An issue in words, of its kept figures alone: the same whenever and wherever it is read. */
export function digestBody({ kind, nth, figures }: Pick<Digest, 'kind' | 'nth' | 'figures'>): DigestBody {
  const kept = keptOf({ kind, figures });
  const common = { heading: `${HEADINGS[kind]}（第${nth}期）`, lead: `${leadOf(kept)}。` };
  if (kept.kind === 'worklist') return { ...common, ...worklistPart(kept.figures) };
  const { since, until, red, moves, next } = kept.figures;
  const at = (moment: Moment) =>
    `${shortDay(moment.today, momentOf(until).today)}（${weekdayName(moment.today)}）${moment.time}`;
  return {
    ...common,
    asOf: `数字截至${at(momentOf(until))}${since === null ? '，首期无对比' : `，与${at(momentOf(since))}的上一期对比`}。`,
    numbers: numbersPart(kept.figures),
    red: redPart(red, kept.kind),
    moves: movesPart(moves, kept.kind === 'unit-digest'),
    queues: [],
    next,
  };
}

function movesPart(moves: ProgressFigures['moves'], isOwn: boolean): DigestBody['moves'] {
  const some = moves.filter(({ total }) => total > 0);
  if (some.length === 0) return [{ term: '本期变化', words: '没有新增逾期、整改，也没有新办结、销号' }];
  return some.map((move) => ({ term: MOVE_WORDS[move.kind], words: moveWords(move, isOwn) }));
}

function numbersPart({ numbers, before }: ProgressFigures): DigestNumber[] {
  const of = (standing: DigestNumber['standing'], label: string, name: 'done' | 'soon' | 'late'): DigestNumber => ({
    ...{ standing, label, value: String(numbers[name]), of: name === 'done' ? `/${numbers.total}` : null },
    ...{ change: changeWords(numbers[name], before && before[name]), ink: mailLight(standing).ink },
  });
  return [of('done', '已办结', 'done'), of('due-soon', '临期', 'soon'), of('overdue', '逾期', 'late')];
}

function redPart({ total, items }: ProgressFigures['red'], kind: DigestKind): NonNullable<DigestBody['red']> {
  const more = total > items.length ? `另有${total - items.length}项逾期，登录后可查看全部。` : null;
  return {
    heading: total > items.length ? `红色事项（${total}项，列最久的${items.length}项）` : `红色事项（${total}项）`,
    lines: items.map(({ standing, measure, unit, since, reason, from, ask }) => ({
      ...{ measure, unit, since, reason, from, ask },
      light: { ...mailLight(standing), label: STANDING_WORDS[standing] },
    })),
    more,
    none: kind === 'unit-digest' ? '本单位没有逾期事项，请按期推进。' : '没有逾期事项。',
  };
}

function worklistPart(figures: WorklistFigures): Omit<DigestBody, 'heading' | 'lead'> {
  const until = momentOf(figures.until);
  return {
    asOf: `截至${shortDay(until.today, until.today)}（${weekdayName(until.today)}）${until.time}，可在“待办”页就地办理。`,
    ...{ numbers: [], red: null, moves: [], next: null },
    queues: figures.queues.map(({ title, total, lines }) => ({
      ...{ title, total: `${total}件`, lines },
      more: total > lines.length ? `另有${total - lines.length}件` : null,
    })),
  };
}
