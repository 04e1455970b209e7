import { type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Extension } from '../domain/extensions.js';
import {
  type InspectionItem,
  type Objection,
  type Rectification,
  type RectificationRound,
} from '../domain/inspections.js';
import { type Instruction } from '../domain/instructions.js';
import { may, maySeeAssignment, type Person } from '../domain/permissions.js';
import { type Assignment, type HistoryEntry } from '../domain/plan.js';
import { type Figure, type Report } from '../domain/reports.js';
import { type Stores } from '../storage/stores/all.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';

/** A finding with what became of it. */
export type Finding = Rectification & { rounds: RectificationRound[]; objection: Objection | null };

/** One assignment with everything that hangs on it: what its acts and its answer are made of. */
export interface Item {
  world: PlanWorld;
  assignment: Assignment;
  history: HistoryEntry[];
  reports: Report[];
  figures: Figure[];
  extensions: Extension[];
  /** A unit sees what was concluded, not what an open batch has drawn. */
  inspected: InspectionItem[];
  findings: Finding[];
  instructions: Instruction[];
}

/** The assignment a person asks for; another unit's is not found. Throws `RuleBroken('not-found')`. */
export async function seenAssignment(stores: Stores, id: number, person: Person): Promise<Assignment> {
  const assignment = await stores.assignments.byId(id);
  if (!assignment || !maySeeAssignment(person, assignment)) throw new RuleBroken('not-found', { thing: '责任事项' });
  return assignment;
}

/** The same with everything that hangs on it. */
export async function readItem(stores: Stores, now: Moment, id: number, person: Person): Promise<Item> {
  const assignment = await seenAssignment(stores, id, person);
  const reports = await stores.work.of('reports', id);
  const inspected = await stores.work.of('inspectionItems', id);
  return {
    world: await readPlanWorld(stores, now, assignment.planId),
    assignment,
    history: await stores.history.ofAssignment(assignment),
    reports,
    figures: await stores.reports.figuresOf(reports.map((report) => report.id)),
    extensions: await stores.work.of('extensions', id),
    inspected: may(person, 'see-all') ? inspected : inspected.filter(({ conclusion }) => conclusion !== null),
    findings: await findingsOf(stores, await stores.work.of('rectifications', id)),
    instructions: await stores.work.of('instructions', id),
  };
}

/** Rectifications with their rounds and objections, in two statements however many they are. */
export async function findingsOf(stores: Stores, rectifications: readonly Rectification[]): Promise<Finding[]> {
  const ids = rectifications.map(({ id }) => id);
  const rounds = await stores.work.rounds(ids);
  const objections = await stores.work.objections(ids);
  return rectifications.map((one) => ({
    ...one,
    rounds: rounds.filter(({ rectificationId }) => rectificationId === one.id),
    objection: objections.find(({ rectificationId }) => rectificationId === one.id) ?? null,
  }));
}
