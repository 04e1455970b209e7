import { type Closure } from '../domain/closure.js';
import { type Extension } from '../domain/extensions.js';
import {
  type Inspection,
  type InspectionItem,
  type Objection,
  type Rectification,
  type RectificationRound,
} from '../domain/inspections.js';
import { type Instruction } from '../domain/instructions.js';
import {
  type Attachment,
  type Draft,
  type Figure,
  type Indicator,
  type Report,
  type Submission,
} from '../domain/reports.js';
import { day, id, instant, int, orNull, table, text, to } from './columns.js';

export const submissions = table<Submission>(
  'submission',
  {
    ...{ id, planId: to('plan'), unitId: to('unit'), submittedAt: instant, submittedOn: day },
    ...{ byName: text, phone: orNull(text), actor: text },
  },
  { indexes: [['planId', 'unitId']] },
);

export const reports = table<Report>(
  'report',
  {
    id,
    submissionId: to('submission'),
    planId: to('plan'),
    measureId: to('measure'),
    assignmentId: to('assignment'),
    unitId: to('unit'),
    ...{ kind: text, rating: text, progress: text, problems: text, needs: text, needsFrom: text },
    ...{ nextSteps: text, nextOn: orNull(day), openUnits: text, periodOn: day, submittedOn: day },
    ...{ stage: text, checks: text, reviewReason: text, reviewedBy: orNull(text), reviewedOn: orNull(day) },
    version: int,
  },
  {
    uniques: [['submissionId', 'assignmentId']],
    indexes: [['assignmentId'], ['planId', 'stage'], ['planId', 'unitId'], ['measureId']],
  },
);

export const indicators = table<Indicator>(
  'indicator',
  { id, planId: to('plan'), measureId: to('measure'), name: text, unitWord: text, target: orNull(text) },
  { uniques: [['measureId', 'name']], indexes: [['planId']] },
);

export const figures = table<Figure>(
  'figure',
  { id, reportId: to('report'), indicatorId: to('indicator'), thisPeriod: text, total: text },
  { uniques: [['reportId', 'indicatorId']], indexes: [['indicatorId']] },
);

export const drafts = table<Draft>(
  'draft',
  {
    ...{ id, planId: to('plan'), unitId: to('unit'), form: text, body: text },
    ...{ savedAt: instant, savedBy: text, version: int },
  },
  { uniques: [['planId', 'unitId', 'form']] },
);

export const attachments = table<Attachment>(
  'attachment',
  {
    ...{ id, planId: to('plan'), unitId: orNull(to('unit')), owner: text, name: text, type: text, bytes: int },
    ...{ sha256: text, storedAs: text, addedAt: instant, addedBy: text },
  },
  { uniques: [['storedAs']], indexes: [['owner']] },
);

export const extensions = table<Extension>(
  'extension',
  {
    ...{ id, planId: to('plan'), assignmentId: to('assignment'), unitId: to('unit'), nth: int, stage: text },
    ...{ reason: text, progress: text, dueOnBefore: day, askedDay: day, grantedDay: orNull(day) },
    ...{ requestedOn: day, requestedBy: text, officeOpinion: text, endorsedOn: orNull(day), deputyName: text },
    ...{ decisionReason: text, decidedBy: orNull(text), decidedOn: orNull(day), version: int },
  },
  { uniques: [['assignmentId', 'nth']], indexes: [['planId', 'stage'], ['unitId']] },
);

export const inspections = table<Inspection>(
  'inspection',
  {
    ...{ id, planId: to('plan'), number: text, title: text, heldOn: day, method: text, leaderName: text },
    ...{ members: text, selection: text, seed: text, poolSize: int, state: text, createdBy: text, version: int },
  },
  { uniques: [['planId', 'number']] },
);

export const inspectionItems = table<InspectionItem>(
  'inspection_item',
  {
    ...{ id, inspectionId: to('inspection'), planId: to('plan'), assignmentId: to('assignment'), unitId: to('unit') },
    ...{ conclusion: orNull(text), fact: text, standard: text, evidence: text, unitOpinion: text, tests: text },
    ...{ inspectorId: orNull(to('account')), inspectorName: text, concludedOn: orNull(day), version: int },
  },
  { uniques: [['inspectionId', 'assignmentId']], indexes: [['assignmentId'], ['planId'], ['unitId'], ['inspectorId']] },
);

export const closures = table<Closure>(
  'closure',
  { id, planId: to('plan'), closedOn: day, closedBy: text, summary: text },
  { uniques: [['planId']] },
);

export const rectifications = table<Rectification>(
  'rectification',
  {
    ...{ id, planId: to('plan'), assignmentId: to('assignment'), unitId: to('unit') },
    ...{ inspectionItemId: to('inspection_item'), number: text, fact: text, standard: text, requirement: text },
    ...{ dueOn: day, round: int, stage: text, issuedOn: day, submittedOn: orNull(day), passedOn: orNull(day) },
    ...{ inspectorId: orNull(to('account')), inspectorName: text, version: int },
  },
  {
    uniques: [['planId', 'number']],
    indexes: [['assignmentId'], ['planId', 'stage'], ['unitId'], ['inspectionItemId'], ['inspectorId']],
  },
);

export const rectificationRounds = table<RectificationRound>(
  'rectification_round',
  {
    ...{
      id,
      rectificationId: to('rectification'),
      round: int,
      dueOn: day,
      measures: text,
      result: text,
      lessons: text,
    },
    ...{ submittedOn: day, submittedBy: text, conclusion: orNull(text), reason: text, tests: text },
    ...{ recheckerId: orNull(to('account')), recheckerName: text, recheckedOn: orNull(day) },
  },
  { uniques: [['rectificationId', 'round']], indexes: [['recheckerId']] },
);

export const objections = table<Objection>(
  'objection',
  {
    ...{ id, rectificationId: to('rectification'), unitId: to('unit'), text, raisedOn: day, raisedBy: text },
    ...{ outcome: orNull(text), answer: text, answeredOn: orNull(day), answeredBy: orNull(text), version: int },
  },
  { uniques: [['rectificationId']], indexes: [['unitId']] },
);

/** `told`: the last step of its day that the outbox holds for an instruction, 'due:rule'; only the stores know it. */
export const instructions = table<Instruction & { told: string }>(
  'instruction',
  {
    ...{ id, planId: to('plan'), leaderName: text, text, assignmentId: orNull(to('assignment')), unitId: to('unit') },
    ...{ dueOn: day, givenOn: day, enteredBy: text, stage: text, answer: text, answeredOn: orNull(day) },
    ...{ closedOn: orNull(day), closedBy: orNull(text), version: int, told: { ...text, default: '', select: false } },
  },
  { indexes: [['planId', 'stage'], ['unitId'], ['assignmentId']] },
);
