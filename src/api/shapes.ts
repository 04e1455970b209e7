import { z } from 'zod';
import { ASSIGNMENT, EXTENSION, INSTRUCTION, type Lifecycle, RECTIFICATION, REPORT } from '../domain/lifecycle.js';
import { STANDINGS } from '../domain/standing.js';

/** The shapes of answers as the manual tells them; a test holds the routes to them. */
const id = z.int().min(1);
const count = z.int().min(0);
const day = z.iso.date();
const dayOrNull = day.nullable();
const instant = z.iso.datetime();
const stageOf = <S extends string>({ stages }: Lifecycle<S, string>) => z.enum(Object.keys(stages) as [S, ...S[]]);
const standing = z.enum(STANDINGS);
const counts = z.partialRecord(standing, count);
const named = z.object({ id, name: z.string() });
const part = z.object({ id, number: z.string(), title: z.string() });
const role = z.enum(['lead', 'responsible']);
const listOf = <T extends z.ZodType>(item: T) => z.object({ on: day, total: count, items: z.array(item) });

const ITEM_LINE = z.object({
  ...{ id, version: z.int(), measure: part, unit: named, role, phase: part, dueOn: day, originalDueOn: day },
  ...{ stage: stageOf(ASSIGNMENT), standing, reason: z.string(), reportLate: z.boolean() },
});

const HISTORY = z.object({
  ...{ at: instant, on: day, act: z.string(), actor: z.string(), facts: z.record(z.string(), z.unknown()) },
});

const of = { id, planId: id, assignmentId: id, unitId: id, version: z.int() };
const REPORT_LINE = z.object({
  ...{ ...of, submissionId: id, measureId: id, kind: z.enum(['progress', 'no-change', 'nothing', 'completion']) },
  ...{ rating: z.string(), progress: z.string(), problems: z.string(), needs: z.string(), needsFrom: z.string() },
  ...{ nextSteps: z.string(), nextOn: dayOrNull, openUnits: z.record(z.string(), z.string()), periodOn: day },
  ...{ submittedOn: day, stage: stageOf(REPORT), checks: z.array(z.string()), reviewReason: z.string() },
  ...{ reviewedBy: z.string().nullable(), reviewedOn: dayOrNull },
  figures: z.array(z.object({ indicatorId: id, thisPeriod: z.string(), total: z.string() })),
});
const EXTENSION_LINE = z.object({
  ...{ ...of, nth: z.int(), stage: stageOf(EXTENSION), reason: z.string(), progress: z.string(), dueOnBefore: day },
  ...{ askedDay: day, grantedDay: dayOrNull, requestedOn: day, requestedBy: z.string(), officeOpinion: z.string() },
  ...{ endorsedOn: dayOrNull, deputyName: z.string(), decisionReason: z.string(), decidedBy: z.string().nullable() },
  decidedOn: dayOrNull,
});
const FINDING_LINE = z.object({
  ...{ ...of, inspectionItemId: id, number: z.string(), fact: z.string(), standard: z.string() },
  ...{ requirement: z.string(), dueOn: day, round: z.int(), stage: stageOf(RECTIFICATION), issuedOn: day },
  ...{ submittedOn: dayOrNull, passedOn: dayOrNull, inspectorName: z.string() },
  rounds: z.array(z.looseObject({ id, round: z.int(), conclusion: z.enum(['passed', 'failed']).nullable() })),
  objection: z.looseObject({ id, text: z.string(), outcome: z.enum(['upheld', 'rejected']).nullable() }).nullable(),
});
const INSTRUCTION_LINE = z.object({
  ...{ ...of, assignmentId: id.nullable(), leaderName: z.string(), text: z.string(), dueOn: day, givenOn: day },
  ...{ enteredBy: z.string(), stage: stageOf(INSTRUCTION), answer: z.string(), answeredOn: dayOrNull },
  ...{ closedOn: dayOrNull, closedBy: z.string().nullable() },
});
const INSPECTED = z.looseObject({
  ...{ id, inspectionId: id, assignmentId: id, tests: z.array(z.string()) },
  conclusion: z.enum(['compliant', 'mostly', 'non-compliant']).nullable(),
});

export const ITEMS = listOf(ITEM_LINE);
export const ITEM = ITEM_LINE.extend({
  ...{ history: z.array(HISTORY), reports: z.array(REPORT_LINE), extensions: z.array(EXTENSION_LINE) },
  ...{ inspections: z.array(INSPECTED), findings: z.array(FINDING_LINE), instructions: z.array(INSTRUCTION_LINE) },
  actsOpen: z.array(z.object({ act: z.string(), label: z.string() })),
});
export const STANDINGS_ANSWER = z.object({
  ...{ on: day, totals: counts, cells: z.array(z.object({ measure: id, phase: id, counts })) },
});
export const REPORTS = listOf(REPORT_LINE);
export const EXTENSIONS = listOf(EXTENSION_LINE);
export const FINDINGS = listOf(FINDING_LINE);
export const INSTRUCTIONS = listOf(INSTRUCTION_LINE);
export const INSPECTIONS = listOf(z.looseObject({ id, number: z.string(), title: z.string(), heldOn: day }));
export const INSPECTION = z.looseObject({ id, number: z.string(), title: z.string(), items: z.array(INSPECTED) });
export const DESK = z.object({ on: day, counts: z.record(z.string(), count) });
const posts = z.array(
  z.object({
    ...{ id, kind: z.string(), title: z.string() },
    holder: z.object({ name: z.string(), fromOn: day }).nullable(),
  }),
);
export const PEOPLE = z.object({ on: day, posts, units: z.array(z.object({ ...named.shape, posts })) });
export const HISTORY_PAGE = z.object({
  on: day,
  items: z.array(z.object({ id, assignment: id.nullable(), ...HISTORY.shape })),
});
const head = {
  ...{ id, title: z.string(), docNumber: z.string().nullable(), issuer: z.string().nullable(), issuedOn: dayOrNull },
  ...{ state: z.enum(['draft', 'running', 'closed']), version: z.int() },
};
export const PLANS = z.object({ plans: z.array(z.object(head)) });
export const PLAN = z.object({
  ...{ ...head, measures: z.array(part.extend({ lead: z.array(named), responsible: z.array(named) })) },
  ...{ phases: z.array(part.extend({ startsOn: day, dueOn: day })), units: z.array(named) },
  closure: z.object({ closedOn: day, summary: z.string() }).nullable(),
});
