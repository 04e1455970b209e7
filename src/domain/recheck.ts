import { type Assignment, type EventWords, type MailKind, type OutboxItem, type OutboxMail } from './plan.js';
import { chaseRests, kindOfRule, type ReminderContext } from './reminders.js';
import { ruleOnce } from './mail-acts.js';
import { NOTICE_KINDS } from './notices.js';
import { isStillAsked, periodAsked } from './requests.js';
import { WITH_UNIT } from './standing.js';

/** What is known of an item when a mail about it is about to leave. */
export interface Rechecked {
  item: Assignment;
  /** Whether its plan is still being carried out. */
  isRunning: boolean;
}

/** These ask the unit for work on their items: there is nothing to ask where the items are settled. */
const ASKING: readonly MailKind[] = ['assigned', 'returned', 'rectification'];
const SETTLED = ['accepted', 'closed', 'waived', 'suspended'];

/**
 * Whether what a mail is to say of an item still holds when it leaves. What tells of an event always does; a reminder or a chase
 * only while the unit owes the item by the very day that was meant, and a chase while nobody has asked for more time.
 */
export function stillStands(
  kind: MailKind,
  { dueOn, rule }: Pick<OutboxItem, 'dueOn' | 'rule'>,
  { item, isRunning }: Rechecked,
  context: ReminderContext & { today: string },
): boolean {
  if (ASKING.includes(kind) || isAssigning(rule)) return isRunning && !SETTLED.includes(item.stage);
  if (!NOTICE_KINDS.some((one) => one === kind)) return true;
  if (!isRunning) return false;
  const period = periodAsked(rule);
  if (period !== null) return isStillAsked(item, period);
  if (item.stage === 'rectifying') return item.rectifyBy === dueOn;
  if (!WITH_UNIT.includes(item.stage) || item.dueOn !== dueOn) return false;
  // A chase that the office has sent by hand is its own decision.
  const isAutomatic = kindOfRule(rule) === 'chase' && !ruleOnce(rule).startsWith('chase:');
  return !(isAutomatic && chaseRests(item, context.today, context));
}

/** Whether a row of the outbox tells of what was assigned when a plan started. */
export const isAssigning = (rule: string): boolean => ruleOnce(rule) === 'assigned';

/** Mails of which one reader gets one: what the older ones say goes into the newest. */
export type Family = 'unit' | 'ladder' | 'digest' | 'unit-digest' | 'worklist' | 'correction' | 'return';
const FAMILIES: Partial<Record<MailKind, Family>> = {
  ...{ reminder: 'unit', chase: 'unit', 'report-request': 'unit', assigned: 'unit', escalation: 'ladder' },
  ...{ digest: 'digest', 'unit-digest': 'unit-digest', worklist: 'worklist', returned: 'return' },
};

/** The kinds that may be merged; of notices those of corrections. */
export const MERGED = [...Object.keys(FAMILIES), 'notice'] as MailKind[];

/** The office goes through documents and reports one by one: what each brings a unit waits so many seconds for the next, and is one mail. */
export const COLLECT_SECONDS = 600;

/** How the key of a mail begins that tells a unit of a correction of its plan. */
export const CORRECTED = 'corrected:';

const familyOf = ({ kind, key }: Pick<WaitingMail, 'kind' | 'key'>): Family | undefined =>
  kind === 'notice' && key.startsWith(CORRECTED) ? 'correction' : FAMILIES[kind];

/** A mail that waits, as far as its merging depends on it. */
export type WaitingMail = Pick<OutboxMail, 'id' | 'key' | 'kind' | 'day' | 'planId' | 'unitId' | 'postId' | 'words'>;

/** Mails that waited together, as after an outage: `from` are not sent; `carries`: what they were to say goes into `into`. */
export interface Merge {
  family: Family;
  into: WaitingMail;
  from: WaitingMail[];
  carries: boolean;
}

/**
 * Which of the mails that wait are one: a chase before a reminder, the office's own words before those of the timetable, the newest. A notice
 * of what is assigned goes into the reminder of its day, but never into what the office has written by hand, which counts its own items.
 */
export function mergesOf(waiting: readonly WaitingMail[]): Merge[] {
  const byReader = new Map<string, WaitingMail[]>();
  for (const mail of waiting) {
    const family = familyOf(mail);
    if (family === undefined) continue;
    // Whoever leads a unit hears of all its plans at once; what is for a county leader is decided about plan by plan.
    const isOfUnit = family === 'unit' || (family === 'ladder' && mail.unitId !== null);
    const plan = isOfUnit ? null : mail.planId;
    const reader = [family, plan, mail.unitId, mail.postId].join();
    byReader.set(reader, [...(byReader.get(reader) ?? []), mail]);
  }
  return [...byReader.values()].flatMap((mails) => {
    const [into, ...others] = [...mails].sort((a, b) => rankOf(b).localeCompare(rankOf(a)) || b.id - a.id);
    const from = others.filter(({ kind }) => kind !== 'assigned' || into?.words === null);
    const family = into && familyOf(into);
    return into && family && from.length > 0 ? [{ family, into, from, carries: CARRYING.includes(family) }] : [];
  });
}

/** Families whose newest mail says what the older ones were to say; of the others the newest is enough. */
const CARRYING: readonly Family[] = ['unit', 'ladder', 'correction', 'return'];

const WEIGHTS: Partial<Record<MailKind, number>> = { chase: 3, reminder: 2, 'report-request': 1 };
const rankOf = ({ kind, day, words }: WaitingMail) => `${words === null ? 0 : 1}${WEIGHTS[kind] ?? 0}${day}`;

type Part = NonNullable<EventWords['parts']>[number];

const partsOf = (told: readonly EventWords[]): Part[] =>
  told.flatMap(({ ask, paragraphs, parts }) => parts ?? [{ ask, paragraphs }]);

const inOrder = (parts: readonly Part[]) =>
  parts.flatMap(({ ask, paragraphs }, i) => [`${i + 1}. ${ask}`, ...paragraphs]);

/** What the mails of a family tell as one, each in its own words and in the order of the acts; null where words of events are not told so. */
export function toldTogether(family: Family, told: readonly EventWords[]): EventWords | null {
  if (family === 'correction') return correctionsTogether(told);
  return family === 'return' ? returnsTogether(told) : null;
}

/** What several corrections of a plan tell a unit; a reason that they share, which ends each, is given once. */
export function correctionsTogether(told: readonly EventWords[]): EventWords {
  const parts = partsOf(told);
  const reasons = new Set(parts.map(({ paragraphs }) => paragraphs.at(-1)));
  const [shared] = reasons.size === 1 ? reasons : [];
  // That the plan was corrected is said above them all.
  const own = parts.map(({ ask, paragraphs }) => ({
    ask: ask.replace(/^方案作了更正，/, ''),
    paragraphs: shared ? paragraphs.slice(0, -1) : paragraphs,
  }));
  const isOfItems = told.some(({ opens }) => opens === undefined);
  return {
    news: `方案${parts.length}处更正`,
    ask: `方案作了${parts.length}处涉及你单位的更正，请按更正后的内容办理。`,
    paragraphs: [...inOrder(own), ...(shared ? [shared] : [])],
    why: told.at(-1)?.why ?? '',
    ...(isOfItems ? {} : { opens: 'home' as const }),
    parts,
  };
}

/** What several returns tell a unit: each report with its own reason. */
export function returnsTogether(told: readonly EventWords[]): EventWords {
  const parts = partsOf(told);
  return {
    news: `${parts.length}份报告退回重报`,
    ask: `你单位报送的${parts.length}份报告经审核退回，请按各项的退回理由补充后尽快重新报送。`,
    paragraphs: inOrder(parts),
    why: told.at(-1)?.why ?? '',
    parts,
  };
}
