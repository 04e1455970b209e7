import { type EntitySchema } from 'typeorm';
import {
  type Assignment,
  type CalendarDay,
  type Duty,
  type Finding,
  type HistoryEntry,
  type Instant,
  type JobRun,
  type Measure,
  type Member,
  type OutboxItem,
  type OutboxMail,
  type Phase,
  type Plan,
  type Unit,
  type UnitAlias,
} from '../domain/plan.js';
import { type Intake } from '../domain/intake.js';
import * as mail from './tables-mail.js';
import * as people from './tables-people.js';
import * as work from './tables-work.js';
import { bool, day, id, instant, int, onlyOne, orNull, table, text, to } from './columns.js';

/** The demonstration's own time: the one row says what it shows and where it is being moved to. */
export interface DemoClock {
  id: number;
  at: Instant;
  target: Instant | null;
}

/** The one row that each write on SQLite changes first, so that it holds the write lock before it reads. */
export interface WriteLock {
  id: number;
  turn: number;
}

/** What a standing is computed from. */
export const FACTS = ['phaseId', 'stage', 'opensOn', 'dueOn', 'completedOn', 'rectifyBy'] as const;

export const plans = table<Plan>('plan', {
  id,
  title: text,
  docNumber: orNull(text),
  issuer: orNull(text),
  issuedOn: orNull(day),
  text,
  state: text,
  activatedAt: orNull(instant),
  rules: text,
  version: int,
});

const source = { sourceStart: int, sourceEnd: int };

export const measures = table<Measure>(
  'measure',
  { id, planId: to('plan'), position: int, number: text, title: text, text, dueOn: orNull(day), ...source },
  { indexes: [['planId']] },
);

export const phases = table<Phase>(
  'phase',
  {
    ...{ id, planId: to('plan'), position: int, number: text, title: text, text },
    ...{ outcomes: { ...text, default: '' }, startsOn: day, dueOn: day, ...source },
    droppedOn: orNull(day),
  },
  { indexes: [['planId']] },
);

export const intakes = table<Intake>(
  'intake',
  {
    ...{ id, name: text, text, draft: text, state: text, planId: orNull(to('plan')) },
    ...{ takenAt: instant, takenBy: text, changedAt: instant, version: int },
  },
  { indexes: [['state'], ['planId']] },
);

export const units = table<Unit>('unit', { id, name: text, mail: orNull(text) }, { uniques: [['name']] });

export const unitAliases = table<UnitAlias>(
  'unit_alias',
  { id, unitId: to('unit'), name: text },
  { uniques: [['name']], indexes: [['unitId']] },
);

export const duties = table<Duty>(
  'duty',
  {
    ...{ id, planId: to('plan'), measureId: to('measure'), unitId: to('unit') },
    ...{ role: text, isPrimary: bool, position: int, ...source },
  },
  { uniques: [['measureId', 'unitId']], indexes: [['planId'], ['unitId']] },
);

export const members = table<Member>(
  'member',
  { id, planId: to('plan'), position: int, role: text, name: text, unit: text },
  { indexes: [['planId']] },
);

export const findings = table<Finding>(
  'finding',
  { id, planId: to('plan'), code: text, message: text, names: text, ...source, state: text, version: int },
  { indexes: [['planId']] },
);

/**
 * What only the stores know of an assignment: the last reminder or chase that the outbox holds, with the deadline it was about
 * ('2020-06-30:T-5'), and the last request for a report ('R-2:2020-06-24'); '' before the first.
 */
interface Told {
  told: string;
  asked: string;
}

export const assignments = table<Assignment & Told>(
  'assignment',
  {
    id,
    planId: to('plan'),
    measureId: to('measure'),
    phaseId: to('phase'),
    unitId: to('unit'),
    role: text,
    opensOn: day,
    dueOn: day,
    originalDueOn: day,
    stage: text,
    assignedOn: day,
    completedOn: orNull(day),
    rectifyBy: orNull(day),
    reportedFor: orNull(day),
    returnedOn: orNull(day),
    version: int,
    told: { ...text, default: '', select: false },
    asked: { ...text, default: '', select: false },
  },
  {
    uniques: [['measureId', 'phaseId', 'unitId']],
    indexes: [['stage', 'dueOn'], ['planId', 'unitId'], ['phaseId'], ['unitId']],
    named: {
      ix_assignment_measure_facts: ['planId', 'measureId', ...FACTS],
      ix_assignment_unit_facts: ['planId', 'unitId', ...FACTS],
      ix_assignment_alike: ['planId', 'stage', 'reportedFor', 'opensOn', 'dueOn', 'assignedOn', 'told', 'asked'],
    },
  },
);

export const history = table<HistoryEntry>(
  'history',
  {
    id,
    at: instant,
    day,
    planId: orNull(to('plan')),
    assignmentId: orNull(to('assignment')),
    act: text,
    actor: text,
    facts: text,
  },
  { indexes: [['assignmentId'], ['planId', 'day']] },
);

export const outbox = table<OutboxMail>(
  'outbox',
  {
    id,
    key: text,
    kind: text,
    day,
    planId: orNull(to('plan')),
    unitId: orNull(to('unit')),
    postId: orNull(to('post')),
    toName: text,
    toAddress: orNull(text),
    state: text,
    queuedAt: instant,
    nextAt: instant,
    claimedBy: orNull(text),
    claimedUntil: orNull(instant),
    attempts: int,
    lastError: orNull(text),
    messageId: text,
    subject: orNull(text),
    textBody: orNull(text),
    htmlBody: orNull(text),
    sentAt: orNull(instant),
    words: orNull(text),
    number: orNull(int),
    doubts: { ...int, default: 0 },
    lastCode: orNull(text),
    reply: orNull(text),
    begunAt: orNull(instant),
  },
  { uniques: [['key'], ['messageId']], indexes: [['state', 'nextAt'], ['day'], ['planId'], ['unitId'], ['postId']] },
);

export const outboxItems = table<OutboxItem>(
  'outbox_item',
  { id, outboxId: to('outbox'), assignmentId: to('assignment'), dueOn: day, rule: text },
  { uniques: [['assignmentId', 'dueOn', 'rule']], indexes: [['outboxId']] },
);

export const calendarDays = table<CalendarDay>('calendar_day', {
  day: { ...day, primary: true },
  isWorkday: bool,
  name: text,
  source: text,
});

export const jobRuns = table<JobRun>(
  'job_run',
  { id, job: text, dueAt: instant, ranAt: instant, result: text },
  { uniques: [['job', 'dueAt']], indexes: [['ranAt']] },
);

export const demoClocks = table<DemoClock>('demo_clock', { id: onlyOne, at: instant, target: orNull(instant) });

export const writeLocks = table<WriteLock>('write_lock', { id: onlyOne, turn: int });

/** Every table of the product; the migrations must build exactly these. */
export const TABLES: EntitySchema[] = [
  ...[plans, intakes, measures, phases, units, unitAliases, duties, members, findings, assignments, history],
  ...[outbox, outboxItems, calendarDays, jobRuns, demoClocks, writeLocks],
  ...Object.values(people),
  ...Object.values(mail),
  ...Object.values(work),
];
