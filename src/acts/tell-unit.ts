import { type Day } from '../domain/day.js';
import { type EventMailKind, type EventWords, type Instant } from '../domain/plan.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion } from './history.js';
import { newMail, unitAddressee } from './new-mail.js';

/** A mail about something that happened: to whom, under which key (the same event never twice), what it says of which items. */
export interface Telling {
  kind: EventMailKind | 'chase';
  key: string;
  unitId: number;
  planId: number;
  words: EventWords;
  /** `rule` names the event in the outbox and makes the row single: 'returned:12'. */
  items: readonly { assignmentId: number; dueOn: Day; rule: string }[];
  /** Where it is not to leave at once. */
  leavesAt?: Instant | undefined;
}

/** Puts a mail about an event into the outbox, in the transaction of the event; says whether it was new. */
export async function tellUnit(stores: Stores, telling: Telling, occasion: Occasion): Promise<boolean> {
  const unit = await stores.plans.unit(telling.unitId);
  if (!unit) return false;
  const mail = newMail(telling.kind, telling.key, unitAddressee(unit), telling.planId, occasion);
  const { words, items, leavesAt = mail.nextAt } = telling;
  return stores.outbox.enqueue({ ...mail, words: JSON.stringify(words), nextAt: leavesAt }, [...items]);
}
