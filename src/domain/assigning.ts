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
  return phases.flatMap((phase) =>
    duties.flatMap((duty) => {
      const day = ownDay.get(duty.measureId) ?? null;
      if (day === null) return [{ duty, phase, dueOn: phase.dueOn }];
      return phaseOfDay(phases, day) === phase ? [{ duty, phase, dueOn: day }] : [];
    }),
  );
}

/** The phase in which a day of a measure's own falls: the first that is not over before it, else the last. */
export const phaseOfDay = <Phase extends { dueOn: Day }>(phases: readonly Phase[], day: Day): Phase | undefined =>
  phases.find(({ dueOn }) => day <= dueOn) ?? phases.at(-1);

/** When an assignment opens: with its phase; what is due before its phase begins is open from the start. */
export const opensWith = ({ startsOn }: { startsOn: Day }, dueOn: Day): Day => (startsOn <= dueOn ? startsOn : dueOn);
