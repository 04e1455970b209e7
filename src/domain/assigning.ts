import { type Day } from './day.js';

/** What an assignment is made of: a duty in a phase, and the day it is due. */
export interface Assigned<Duty, Phase> {
  duty: Duty;
  phase: Phase;
  dueOn: Day;
}

/**
 * What a plan's duties come to. A measure without a day of its own is due in every phase, on the phase's last day; one with
 * its own day is due once: on that day, in the phase in which it falls, or in the last where it falls after all of them.
 */
export function assigned<Duty extends { measureId: number }, Phase extends { dueOn: Day }>(
  phases: readonly Phase[],
  duties: readonly Duty[],
  ownDay: ReadonlyMap<number, Day | null>,
): Assigned<Duty, Phase>[] {
  const phaseOf = (day: Day) => phases.find(({ dueOn }) => day <= dueOn) ?? phases.at(-1);
  return phases.flatMap((phase) =>
    duties.flatMap((duty) => {
      const day = ownDay.get(duty.measureId) ?? null;
      if (day === null) return [{ duty, phase, dueOn: phase.dueOn }];
      return phaseOf(day) === phase ? [{ duty, phase, dueOn: day }] : [];
    }),
  );
}

/** When an assignment opens: with its phase; what is due before its phase begins is open from the start. */
export const opensWith = ({ startsOn }: { startsOn: Day }, dueOn: Day): Day => (startsOn <= dueOn ? startsOn : dueOn);
