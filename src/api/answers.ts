import { type InspectionItem, type RectificationRound } from '../domain/inspections.js';
import { type Assignment, type HistoryEntry } from '../domain/plan.js';
import { reportLate } from '../domain/reporting.js';
import { type Figure, type Report } from '../domain/reports.js';
import { reasonOf, standingOf } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type PlanWorld } from '../web/world.js';
import { type Finding, type Item } from './item.js';

/** Names of a plan's measures and units, by id. */
export interface Names {
  measures: Map<number, { number: string; title: string }>;
  units: Map<number, string>;
}

/** The names that the answers of a plan say. */
export async function namesOf(stores: Stores, planId: number): Promise<Names> {
  const measures = await stores.plans.measureTitles(planId);
  const units = await stores.plans.planUnits(planId);
  return {
    measures: new Map(measures.map(({ id, number, title }) => [id, { number, title }])),
    units: new Map(units.map(({ id, name }) => [id, name])),
  };
}

/** One assignment as every list gives it: facts, the light of the day with its reason, the report's own light. */
export function itemLine(item: Assignment, world: PlanWorld, names: Names) {
  const phase = world.everyPhase.find(({ id }) => id === item.phaseId);
  return {
    id: item.id,
    version: item.version,
    measure: { id: item.measureId, ...names.measures.get(item.measureId) },
    unit: { id: item.unitId, name: names.units.get(item.unitId) ?? '' },
    role: item.role,
    phase: { id: item.phaseId, number: phase?.number ?? '', title: phase?.title ?? '' },
    dueOn: item.dueOn,
    originalDueOn: item.originalDueOn,
    stage: item.stage,
    standing: standingOf(item, world.today, world),
    reason: reasonOf(item, world.today, world),
    reportLate: reportLate(item, world.today, world),
  };
}

/** What is told of one assignment beyond its line. */
export function itemDetails(item: Item) {
  return {
    history: item.history.map(historyLine),
    reports: item.reports.map((report) => reportLine(report, item.figures)),
    extensions: item.extensions,
    inspections: item.inspected.map(inspectedLine),
    findings: item.findings.map(findingLine),
    instructions: item.instructions,
  };
}

/** One act of the history. */
export function historyLine({ at, day, act, actor, facts }: HistoryEntry) {
  return { at, on: day, act, actor, facts: JSON.parse(facts) as unknown };
}

/** One report; the numbers in it are decimal text. */
export function reportLine({ checks, openUnits, ...report }: Report, figures: readonly Figure[]) {
  return {
    ...report,
    checks: JSON.parse(checks || '[]') as unknown,
    openUnits: JSON.parse(openUnits || '{}') as unknown,
    figures: figures
      .filter(({ reportId }) => reportId === report.id)
      .map(({ indicatorId, thisPeriod, total }) => ({ indicatorId, thisPeriod, total })),
  };
}

/** One item of an inspection batch. */
export function inspectedLine({ tests, inspectorId: _account, ...inspected }: InspectionItem) {
  return { ...inspected, tests: JSON.parse(tests || '[]') as unknown };
}

/** One rectification with its rounds and objection. */
export function findingLine({ inspectorId: _account, rounds, ...finding }: Finding) {
  return { ...finding, rounds: rounds.map(roundLine) };
}

function roundLine({ tests, recheckerId: _account, ...round }: RectificationRound) {
  return { ...round, tests: JSON.parse(tests || '[]') as unknown };
}
