import { type IntakePhase } from './intake.js';
import { type DraftFinding } from './plan-text/plan-draft.js';

/** One phase inside another's time may run beside it; so many of them divide it. */
const FEWEST = 2;
/** Phases are compared each with each; a plan has not so many. */
const MOST_COMPARED = 200;

/** Phases that hold others: each unit would be asked for the whole and for its parts. */
export function nestedPhases(all: readonly IntakePhase[]): DraftFinding[] {
  const phases = all.slice(0, MOST_COMPARED);
  return phases.flatMap((outer) => {
    const within = phases.filter((inner) => inner !== outer && standsIn(inner, outer));
    const during = phases.filter((inner) => inner !== outer && runsIn(inner, outer));
    const inner = within.length > 0 ? within : during.length >= FEWEST ? during : [];
    return inner.length > 0 ? [finding(outer, inner)] : [];
  });
}

/** Whether a phase is part of another's text. */
function standsIn({ source: inner }: IntakePhase, { source: outer }: IntakePhase): boolean {
  const isWritten = inner.end > inner.start;
  const isLonger = outer.end - outer.start > inner.end - inner.start;
  return isWritten && isLonger && inner.start >= outer.start && inner.end <= outer.end;
}

/** Whether a phase runs while another does, and is shorter. */
function runsIn(inner: IntakePhase, outer: IntakePhase): boolean {
  if (!inner.start || !inner.deadline || !outer.start || !outer.deadline) return false;
  const isSame = inner.start === outer.start && inner.deadline === outer.deadline;
  return !isSame && inner.start >= outer.start && inner.deadline <= outer.deadline;
}

const named = ({ number, title }: IntakePhase): string => `“${number}${title}”`;

function finding(outer: IntakePhase, inner: readonly IntakePhase[]): DraftFinding {
  const parts = inner.map(named).join('、');
  return {
    code: 'phases-nested',
    message: `阶段${named(outer)}包含${parts}，启用后各单位在大小两级阶段都要报送；如只需一级，请删去另一级。`,
    names: [outer, ...inner].map(({ number, title }) => `${number}${title}`),
    source: outer.source,
  };
}
