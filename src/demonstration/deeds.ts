import { acknowledgeAll } from '../acts/acknowledge-all.js';
import { actOnAssignment } from '../acts/act-on-assignment.js';
import { chaseUnits } from '../acts/chase.js';
import { correctPlan, workOut } from '../acts/correct-plan.js';
import { decideExtension } from '../acts/decide-extension.js';
import { demoAccount } from '../acts/demo-accounts.js';
import { answerInstruction, giveInstruction } from '../acts/instruct.js';
import { handOver, type PersonGiven } from '../acts/people.js';
import { requestExtension } from '../acts/request-extension.js';
import { acceptReports, reviewReport } from '../acts/review-report.js';
import { openPartners, type ReportEntry, submitReports } from '../acts/submit-reports.js';
import { type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type AssignmentAct } from '../domain/lifecycle.js';
import { type Person } from '../domain/permissions.js';
import { type Assignment } from '../domain/plan.js';
import { REVIEW_CHECKS, type ReviewCheck } from '../domain/reports.js';
import { type Stores } from '../storage/stores/all.js';
import { calendarWith } from '../working-days.js';
import { type Step } from './course.js';

/** Where a deed is done: the database within one transaction, the moment of the demonstration's clock, the folder of evidence. */
export interface Scene {
  stores: Stores;
  moment: Moment;
  files: string;
}

/** What somebody does in the course, through the same act as a page. */
export type Deed = (scene: Scene) => Promise<unknown>;

/** On a day at a time somebody does something. */
export const on = (day: string, time: string, deed: Deed): Step => ({
  ...{ on: day, time },
  does: async (stores, moment, files) => {
    await deed({ stores, moment, files });
  },
});

/** What a unit says of its part in a measure (1 to 8) in the first phase; a text alone is its progress. */
export type Said = Readonly<Record<number, string | (Partial<ReportEntry> & { progress: string })>>;

/** Somebody of the demonstration as the act functions know persons. */
export async function personAs(stores: Stores, as: string): Promise<Person> {
  const account = await stores.accounts.byId(await demoAccount(stores, as));
  if (!account) throw new RuleBroken('not-found', { thing: '账号' });
  const { role, name, unitId, id, contactId } = account;
  return { role, name, unitId, accountId: id, contactId, items: null };
}

/** When, and by whom. */
export const occasionOf = ({ moment }: Scene, { name }: Person) => ({ ...moment, actor: name });

/** A unit's part in a measure in the first phase. */
export async function partOf({ stores }: Scene, unitName: string, measure: number): Promise<Assignment> {
  const unit = await stores.plans.unitByName(unitName);
  const [plan] = await stores.plans.heads();
  const measures = plan ? await stores.plans.measureTitles(plan.id) : [];
  const [phase] = plan ? await stores.plans.phases(plan.id) : [];
  const items = unit && plan ? await stores.assignments.ofUnit(unit.id, plan.id) : [];
  const found = items.find((item) => item.phaseId === phase?.id && item.measureId === measures[measure - 1]?.id);
  if (!found) throw new RuleBroken('not-found', { thing: '责任事项' });
  return found;
}

async function calendarOf({ stores }: Scene) {
  return calendarWith(await stores.calendar.overrides());
}

/** 签收: these units acknowledge all that was assigned to them. */
export const acknowledge =
  (...unitNames: string[]): Deed =>
  async (scene) => {
    for (const unitName of unitNames) {
      const person = await personAs(scene.stores, `liaison:${unitName}`);
      const [plan] = await scene.stores.plans.heads();
      const asked = { planId: plan?.id ?? 0, unitId: person.unitId ?? 0, person };
      await acknowledgeAll(scene.stores, asked, occasionOf(scene, person));
    }
  };

/** An act that is a word and a reason, by the unit itself (decline) or by the office. */
export const act =
  (unitName: string, measure: number, name: AssignmentAct, reason: string): Deed =>
  async (scene) => {
    const person = await personAs(scene.stores, name === 'decline' ? `liaison:${unitName}` : 'office');
    const { id, version } = await partOf(scene, unitName, measure);
    return actOnAssignment(scene.stores, { id, version, act: name, reason }, occasionOf(scene, person));
  };

/** 报进展: one submission of a unit for its parts in several measures. */
export const report =
  (unitName: string, said: Said, kind: ReportEntry['kind'] = 'progress'): Deed =>
  async (scene) => {
    const { stores, moment } = scene;
    const person = await personAs(stores, `liaison:${unitName}`);
    const entries: ReportEntry[] = [];
    for (const [measure, words] of Object.entries(said)) {
      const { id, version } = await partOf(scene, unitName, Number(measure));
      entries.push({
        ...EMPTY,
        kind,
        ...(typeof words === 'string' ? { progress: words } : words),
        assignmentId: id,
        version,
      });
    }
    const [plan] = await stores.plans.heads();
    const reporter = await stores.reports.reporterOf(person.unitId ?? 0, moment.today);
    const by = { byName: reporter?.name ?? person.name, phone: reporter?.phone ?? null };
    const request = { planId: plan?.id ?? 0, unitId: person.unitId ?? 0, person, ...by, entries };
    return submitReports(stores, request, await calendarOf(scene), occasionOf(scene, person));
  };

const EMPTY: Omit<ReportEntry, 'assignmentId' | 'version'> = {
  ...{ kind: 'progress', rating: 'on-track', progress: '', problems: '', needs: '', needsFrom: '' },
  ...{ nextSteps: '', nextOn: null },
};

/** 申请办结; a lead unit says the same word on every unit that is still at work. */
export const complete =
  (unitName: string, measure: number, progress: string, ofOthers = ''): Deed =>
  async (scene) => {
    const item = await partOf(scene, unitName, measure);
    const partners = await scene.stores.reports.partnersOf(item.planId, [item.measureId]);
    const openUnits = Object.fromEntries(openPartners(item, partners).map(({ unitId }) => [String(unitId), ofOthers]));
    const entry = { progress, rating: 'nearly-done' as const, ...(item.role === 'lead' ? { openUnits } : {}) };
    return report(unitName, { [measure]: entry }, 'completion')(scene);
  };

/** The office's answer to what a unit last reported; without a reason it is accepted with all five checks. */
export const review =
  (unitName: string, measure: number, reason = ''): Deed =>
  async (scene) => {
    const office = await personAs(scene.stores, 'office');
    const [latest] = await scene.stores.reports.latestOf([(await partOf(scene, unitName, measure)).id]);
    if (!latest) throw new RuleBroken('not-found', { thing: '报告' });
    const outcome = reason === '' ? 'accept' : 'return';
    const checks = outcome === 'accept' ? (Object.keys(REVIEW_CHECKS) as ReviewCheck[]) : [];
    const decided = { reportId: latest.id, version: latest.version, outcome, checks, reason } as const;
    return reviewReport(scene.stores, decided, occasionOf(scene, office));
  };

/** The office accepts every progress report that waits. */
export const acceptAllProgress: Deed = async (scene) => {
  const { stores } = scene;
  const [plan] = await stores.plans.heads();
  const asked = { planId: plan?.id ?? 0, stage: 'submitted', limit: 200, offset: 0 };
  const { items } = await stores.work.page('reports', asked);
  const reportIds = items.filter(({ kind }) => kind !== 'completion').map(({ id }) => id);
  return acceptReports(
    stores,
    { planId: asked.planId, reportIds },
    occasionOf(scene, await personAs(stores, 'office')),
  );
};

/** 申请延期. */
export const askForTime =
  (unitName: string, measure: number, askedDay: string, words: { reason: string; progress: string }): Deed =>
  async (scene) => {
    const person = await personAs(scene.stores, `liaison:${unitName}`);
    const { id, version } = await partOf(scene, unitName, measure);
    const request = { assignmentId: id, version, person, askedDay, ...words };
    return requestExtension(scene.stores, request, await calendarOf(scene), occasionOf(scene, person));
  };

/** The office's answer to a request for more time: granted as asked, or refused with a reason. */
export const decideTime =
  (unitName: string, measure: number, outcome: 'grant' | 'refuse', words: string): Deed =>
  async (scene) => {
    const office = await personAs(scene.stores, 'office');
    const asked = (await scene.stores.extensions.ofAssignment((await partOf(scene, unitName, measure)).id)).at(-1);
    if (!asked) throw new RuleBroken('not-found', { thing: '延期申请' });
    const said = outcome === 'grant' ? { opinion: words, reason: '' } : { opinion: '', reason: words };
    const decision = { extensionId: asked.id, version: asked.version, act: outcome, grantedDay: null, deputyName: '' };
    return decideExtension(scene.stores, { ...decision, ...said }, await calendarOf(scene), occasionOf(scene, office));
  };

/** The office gives one part of a unit a due day of its own. */
export const moveDueDay =
  (unitName: string, measure: number, day: string, reason: string): Deed =>
  async (scene) => {
    const { stores, moment } = scene;
    const office = await personAs(stores, 'office');
    const { id, planId } = await partOf(scene, unitName, measure);
    const correction = { kind: 'item-due', assignmentId: id, day } as const;
    const { mark } = await workOut(stores, planId, correction, moment.today);
    const plan = (await stores.plans.heads()).find((one) => one.id === planId);
    const request = { planId, version: plan?.version ?? 0, correction, reason, seen: mark };
    return correctPlan(stores, request, occasionOf(scene, office));
  };

/** 催办 by hand: the office writes to a unit over all that it owes. */
export const chase =
  (unitName: string, text: string): Deed =>
  async (scene) => {
    const person = await personAs(scene.stores, 'office');
    const unit = await scene.stores.plans.unitByName(unitName);
    const [plan] = await scene.stores.plans.heads();
    const request = { planId: plan?.id ?? 0, unitIds: [unit?.id ?? 0], text, person };
    return chaseUnits(scene.stores, request, await calendarOf(scene), occasionOf(scene, person));
  };

/** 批示, typed in by the office. */
export const instruct =
  (unitName: string, measure: number, text: string, dueOn: string): Deed =>
  async (scene) => {
    const person = await personAs(scene.stores, 'office');
    const { id, planId, unitId } = await partOf(scene, unitName, measure);
    const request = { planId, leaderName: '领导小组副组长', text, assignmentId: id, unitId, dueOn, person };
    return giveInstruction(scene.stores, request, occasionOf(scene, person));
  };

/** What a unit says was done about the instruction on its part. */
export const answer =
  (unitName: string, measure: number, words: string): Deed =>
  async (scene) => {
    const person = await personAs(scene.stores, `liaison:${unitName}`);
    const given = (await scene.stores.work.of('instructions', (await partOf(scene, unitName, measure)).id)).at(-1);
    if (!given) throw new RuleBroken('not-found', { thing: '批示' });
    const request = { instructionId: given.id, version: given.version, person, answer: words };
    return answerInstruction(scene.stores, request, occasionOf(scene, person));
  };

/** 交接: a unit's liaison is succeeded from the day on. */
export const succeed =
  (unitName: string, toContact: PersonGiven): Deed =>
  async (scene) => {
    const { stores, moment } = scene;
    const office = await personAs(stores, 'office');
    const unit = await stores.plans.unitByName(unitName);
    const holder = await stores.people.unitHolder(unit?.id ?? 0, 'liaison', moment.today);
    if (!holder) throw new RuleBroken('not-found', { thing: '岗位' });
    const asked = { postId: holder.postId, toContact, fromOn: moment.today, version: holder.version };
    return handOver(stores, asked, occasionOf(scene, office));
  };
