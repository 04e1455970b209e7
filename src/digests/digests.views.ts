import { momentOf } from '../clock.js';
import { longDay, shortDay, weekdayName } from '../domain/day.js';
import { cellShare, type LeaderFigures } from '../domain/digest.js';
import { type Digest } from '../domain/mail.js';
import { type DigestKind } from '../domain/plan.js';
import { STANDING_WORDS, type Standing } from '../domain/standing.js';
import { digestBody, keptOf, OFFICE_NAME, whyOfIssue } from '../mail/digest-words.js';
import { type DigestsView, type DigestView } from '../rendering/views-digests.js';
import { type DigestLine } from '../storage/stores/digests.js';
import { barOf } from '../web/lights.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { pagerOf } from '../web/pager.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

export const DIGESTS_PER_PAGE = 50;

const KINDS: readonly DigestKind[] = ['digest', 'unit-digest', 'worklist'];
const TO: Readonly<Record<DigestKind, string>> = {
  digest: '组长、副组长',
  'unit-digest': '单位主要负责人',
  worklist: '领导小组办公室',
};

/** The issues of a plan of one kind, the newest first. */
export function digestsView(facts: {
  world: PlanWorld;
  kind: DigestKind;
  page: number;
  total: number;
  rows: readonly DigestLine[];
  unreached: string | null;
}): Omit<DigestsView, 'frame'> {
  const { world, kind, page, total, rows, unreached } = facts;
  const { plan, today } = world;
  return {
    planTitle: plan.title,
    tabs: KINDS.map((one) => ({
      ...{ label: MAIL_WORDS[one], href: paths.digests(plan.id, { kind: one === 'digest' ? null : one }) },
      current: one === kind,
    })),
    what: whyOfIssue(kind),
    unreached:
      unreached === null ? null : { words: unreached, link: { label: '登记邮箱', href: paths.people(plan.id) } },
    total: `共${total}期`,
    rows: rows.map(({ id, day, nth, unitName, madeAt }) => ({
      href: paths.digest(id),
      name: `${unitName ?? ''}${MAIL_WORDS[kind]}第${nth}期`,
      day: `${shortDay(day, today)}（${weekdayName(day)}）`,
      made: momentOf(madeAt).time,
      to: unitName === null ? TO[kind] : `${unitName}主要负责人`,
    })),
    none: kind === 'digest' ? '还没有摘要，第一期在方案启用后的第一个周一' : '还没有',
    pager: pagerOf(page, DIGESTS_PER_PAGE, total, (to) =>
      paths.digests(plan.id, { kind: kind === 'digest' ? null : kind, page: to }),
    ),
  };
}

/** One issue as a page, of its kept figures alone. */
export function issueView(digest: Digest, { plan }: PlanWorld, seesAll: boolean): Omit<DigestView, 'frame'> {
  const kept = keptOf(digest);
  const back = { label: '摘要与日报', href: paths.digests(plan.id, { kind: digest.kind }) };
  const readers = kept.figures.readers.map(
    ({ post, name, mailed }) => `${post} ${name}${mailed ? '' : '（没有登记邮箱，未发邮件）'}`,
  );
  return {
    ...digestBody(digest),
    trail: seesAll ? [back] : [],
    planTitle: plan.title,
    office: OFFICE_NAME,
    dayLong: `${longDay(digest.day)} ${weekdayName(digest.day)}`,
    readers: readers.length > 0 ? readers.join('、') : '没有登记读者',
    kept: '本页按报送当时的数字保存，以后的变化不改动本期。',
    why: whyOfIssue(digest.kind),
    ...(kept.kind === 'digest' ? matrixOf(kept.figures) : { phases: [], measures: [] }),
  };
}

const LIGHTS: Readonly<Record<LeaderFigures['measures'][number]['light'], { standing: Standing; label: string }>> = {
  red: { standing: 'overdue', label: '有逾期' },
  yellow: { standing: 'due-soon', label: '有临期' },
  calm: { standing: 'on-track', label: STANDING_WORDS['on-track'] },
};

function matrixOf({ phases, measures }: LeaderFigures): Pick<DigestView, 'phases' | 'measures'> {
  return {
    phases,
    measures: measures.map(({ number, title, light, cells }) => ({
      name: `${number}${title}`,
      light: LIGHTS[light],
      cells: cells.map((counts) => ({ done: cellShare(counts), words: barOf(counts).words })),
    })),
  };
}
