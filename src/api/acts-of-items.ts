import { actOnAssignment } from '../acts/act-on-assignment.js';
import { ASSIGNMENT, type AssignmentAct } from '../domain/lifecycle.js';
import { dayOrNone, words, wordsNeeded } from '../web/text-input.js';
import { atStage, type ItemAct, itemAct } from './act.js';

const LONGEST_REASON = 500;

/** Acts that are a word and, where the table wants one, a reason. */
const SIMPLE = [
  ...(['acknowledge', 'decline', 'reassign', 'waive', 'suspend', 'resume', 'reopen'] as const),
] satisfies AssignmentAct[];

/** Optional: an item whose day is still ahead keeps it. */
const DUE_ON = dayOrNone.optional().describe('新的到期日；原到期日已过时必填，应晚于今天');

/** The acts of an assignment's own lifecycle that need no more than a reason. */
export const SIMPLE_ACTS: ItemAct[] = SIMPLE.map((act) => {
  const row = ASSIGNMENT.acts.find((candidate) => candidate.act === act);
  const label = row?.label ?? act;
  const reason = row?.needs?.includes('reason')
    ? wordsNeeded(LONGEST_REASON, `“${label}”必须写明理由`)
    : words(LONGEST_REASON).optional();
  return itemAct({
    act,
    label,
    by: row?.by === 'unit' ? 'unit' : 'work',
    takes: act === 'reopen' ? { reason, dueOn: DUE_ON } : { reason },
    isOpen: atStage(act),
    does: ({ stores, item: { assignment }, occasion }, given) => {
      const { id, version } = assignment;
      const { reason = '', dueOn = null } = given as { reason?: string; dueOn?: string | null };
      return actOnAssignment(stores, { id, version, act, reason, dueOn }, occasion);
    },
  });
});
