import { type Day } from './day.js';
import { type IntakeDraft } from './intake.js';
import { type Plan } from './plan.js';

/** What a start would bring with it that nobody may want; null or 0 where there is nothing of the kind. */
export interface IntakeCautions {
  units: number;
  /** The units whose notices would have to wait for an address. */
  unreached: number;
  /** The phases and the measures' own days that are over already. */
  over: number;
  /** The last days that lie before the document was issued. */
  beforeIssue: number;
  /** The plan that runs under the same number or title. */
  sameAs: string | null;
  /** Whether nobody is named who leads: there would be no digest, and no delay would go up. */
  isLeaderless: boolean;
}

const bare = (text: string | null): string => (text ?? '').replace(/\s/gu, '');

/** Whether a plan is most likely what the document is, issued before: it has its number or its title. */
export function isSameDocument(
  { title, docNumber }: Pick<Plan, 'title' | 'docNumber'>,
  draft: Pick<IntakeDraft, 'title' | 'noticeTitle' | 'docNumber'>,
): boolean {
  if (docNumber !== null && bare(docNumber) === bare(draft.docNumber)) return true;
  return bare(title) === bare(draft.title ?? draft.noticeTitle);
}

/** What is to be looked at before an intake is started. `reached` says of each unit whether a mail would get there. */
export function cautionsFor(
  draft: IntakeDraft,
  reached: readonly boolean[],
  running: readonly Pick<Plan, 'title' | 'docNumber'>[],
  today: Day,
): IntakeCautions {
  const days = [...draft.phases, ...draft.measures].flatMap(({ deadline }) => deadline ?? []);
  const { issuedOn } = draft;
  return {
    units: reached.length,
    unreached: reached.filter((isReached) => !isReached).length,
    over: days.filter((day) => day < today).length,
    beforeIssue: issuedOn === null ? 0 : days.filter((day) => day < issuedOn).length,
    sameAs: running.find((plan) => isSameDocument(plan, draft))?.title ?? null,
    isLeaderless: draft.leadingGroup.length === 0,
  };
}

/** How many things there are to look at. */
export const countCautions = ({ unreached, over, beforeIssue, sameAs, isLeaderless }: IntakeCautions): number =>
  [unreached > 0, over > 0, beforeIssue > 0, sameAs !== null, isLeaderless].filter(Boolean).length;
