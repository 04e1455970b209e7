import { type Calendar } from './calendar.js';
import { type Day } from './day.js';
import { type MailKind } from './plan.js';
import { type PlanRules } from './rules.js';

/** One thing that a foreseen mail would say of an item, by its rule in the outbox ('T-3', 'L1'). */
export interface ForeseenItem {
  assignmentId: number;
  planId: number;
  unitId: number;
  measure: string;
  phase: string;
  dueOn: Day;
  rule: string;
}

/** 预告: one mail that would leave on a day if nobody acted. */
export interface ForeseenMail {
  on: Day;
  kind: MailKind;
  /** The unit it goes to or is about; null for a mail to the leading group or its office. */
  unitId: number | null;
  /** The post whose holder reads it; null: the liaison of the unit. */
  postId: number | null;
  /** The plans it is about. */
  planIds: readonly number[];
  /** Who reads it: the unit's name, or what the post is called. */
  toName: string;
  /** Where it would go; null where no address is known. */
  to: string | null;
  subject: string;
  /** Why it leaves, where that is not said by its items' rules. */
  why?: string;
  /** Whether it waits for the office, which lets it go or does not. */
  isHeld?: boolean;
  /** Empty where it is about a plan as a whole. */
  items: readonly ForeseenItem[];
}

/** What is supposed instead of what is stored, to see what a change would do before it is made. */
export interface Supposed {
  calendar?: Calendar | undefined;
  /** Rules by plan. */
  rules?: ReadonlyMap<number, PlanRules> | undefined;
  /** Due days by assignment. */
  dueOn?: ReadonlyMap<number, Day> | undefined;
  /** Due days of phases. */
  phaseDueOn?: ReadonlyMap<number, Day> | undefined;
}

/** What a change does to the mails of a span of days. */
export interface MailChanges {
  appears: ForeseenMail[];
  vanishes: ForeseenMail[];
  /** The same mail on another day. */
  moves: { from: Day; mail: ForeseenMail }[];
  /** The same mail on the same day that says something else. */
  differs: ForeseenMail[];
}

const readerOf = ({ kind, unitId, postId }: ForeseenMail) => `${kind}|${unitId}|${postId}`;
/** What a mail says of which items; a request names its reporting day, which may itself have moved. */
const sayingOf = ({ items, why = '' }: ForeseenMail) =>
  [
    why,
    ...items.map(({ assignmentId, rule }) => `${assignmentId}:${rule.replace(/^(R[-+]\d+):.*$/, '$1')}`).sort(),
  ].join();

/** What becomes of the mails of before: the same reader, kind and day is the same mail; of the rest, one that says the same has moved. */
export function compareForeseen(before: readonly ForeseenMail[], after: readonly ForeseenMail[]): MailChanges {
  const kept = new Map(before.map((mail) => [`${readerOf(mail)}|${mail.on}`, mail]));
  const changes: MailChanges = { appears: [], vanishes: [], moves: [], differs: [] };
  const fresh: ForeseenMail[] = [];
  for (const mail of after) {
    const key = `${readerOf(mail)}|${mail.on}`;
    const same = kept.get(key);
    if (!same) fresh.push(mail);
    else if (sayingOf(same) !== sayingOf(mail)) changes.differs.push(mail);
    kept.delete(key);
  }
  const left = new Map<string, ForeseenMail[]>();
  for (const mail of kept.values()) {
    const key = `${readerOf(mail)}|${sayingOf(mail)}`;
    left.set(key, [...(left.get(key) ?? []), mail]);
  }
  for (const mail of fresh) {
    const moved = left.get(`${readerOf(mail)}|${sayingOf(mail)}`)?.shift();
    if (moved) changes.moves.push({ from: moved.on, mail });
    else changes.appears.push(mail);
  }
  changes.vanishes = [...left.values()].flat().sort((a, b) => a.on.localeCompare(b.on));
  return changes;
}
