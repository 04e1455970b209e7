import { type ReportEntry } from '../../src/acts/submit-reports.js';
import { RuleBroken } from '../../src/domain/errors.js';
import { type Person } from '../../src/domain/permissions.js';
import { type Assignment } from '../../src/domain/plan.js';

/** An occasion of a day. */
export const occasion = (today: string, actor = '县委宣传部联络员') => ({ at: `${today}T02:00:00.000Z`, today, actor });
/** A unit’s liaison; `items` narrows them to a mail’s link. */
export const liaison = (unitId: number, items: number[] | null = null): Person => ({
  ...{ role: 'liaison', name: '联络员', unitId, accountId: 7, contactId: null, items },
});

/** What is reported of an item. */
export const entry = (item: Assignment, given: Partial<ReportEntry> = {}): ReportEntry => ({
  ...{ assignmentId: item.id, version: item.version, kind: 'progress', rating: 'on-track', progress: '已摸底12户' },
  ...{ problems: '', needs: '', needsFrom: '', nextSteps: '', nextOn: null },
  ...given,
});

/** The code of the rule that some work breaks, or nothing. */
export const broken = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof RuleBroken ? error.code : String(error)),
  );
