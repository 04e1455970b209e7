import { type Day } from './day.js';

/** 结束: the final summary with which a plan was closed; taken back when it is reopened. */
export interface Closure {
  id: number;
  planId: number;
  closedOn: Day;
  closedBy: string;
  summary: string;
}

/** What a plan leaves behind where it is closed today. */
export interface LeftOpen {
  /** Items neither completed, closed nor waived. */
  items: number;
  /** Findings that were not put right, or not rechecked. */
  rectifications: number;
  /** Mails in the outbox that speak of this plan alone: closing stops them. */
  mails: number;
}

/** Whether closing leaves anything behind. */
export const leavesOpen = ({ items, rectifications, mails }: LeftOpen): boolean => items + rectifications + mails > 0;

/** A summary holds at most so many characters. */
export const LONGEST_SUMMARY = 5000;

/** What is still done about a closed plan: its people are looked after and its mails stopped; all else waits for its reopening. */
const ON_CLOSED: ReadonlySet<string> = new Set([
  ...['close-plan', 'reopen-plan', 'hold-mail', 'cancel-mail', 'revoke-links'],
  ...['appoint', 'fill-posts', 'hand-over', 'save-contact', 'look-after', 'erase-contact', 'add-alias', 'remove-alias'],
]);

/** Whether an act may enter the history of a closed plan. */
export const isDoneOnClosed = (act: string): boolean => ON_CLOSED.has(act);
