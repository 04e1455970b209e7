import { sayingKey } from '../domain/reminders.js';

/** The keys of what has been said, as the reminders compare them. */
export function saidKeys(said: readonly { assignmentId: number; dueOn: string; rule: string }[]): Set<string> {
  return new Set(said.map(({ assignmentId, dueOn, rule }) => sayingKey(assignmentId, dueOn, rule)));
}
