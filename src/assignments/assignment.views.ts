import { chaseNumber } from '../domain/chases.js';
import { longDay, shortDay, weekdayName } from '../domain/day.js';
import { ASSIGNMENT } from '../domain/lifecycle.js';
import { type Assignment, type HistoryEntry, type Measure, type Phase, type Unit } from '../domain/plan.js';
import { kindOfRule, ruleWords } from '../domain/reminders.js';
import { type ActForm, type AssignmentView, type TimelineEntry } from '../rendering/views-assignments.js';
import { type Link } from '../rendering/views-common.js';
import { type FaultSummary } from '../rendering/views-forms.js';
import { type Span } from '../rendering/views-plan.js';
import { type NumberedMail } from '../storage/stores/escalations.js';
import { type Said } from '../storage/stores/outbox.js';
import { courseOf } from '../web/course.js';
import { lightBesideDue, ROLE_WORDS } from '../web/lights.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { reportFlag } from '../web/report-flag.js';
import { paths } from '../web/paths.js';
import { nameOfPhase } from '../domain/phases.js';
import { type PlanWorld } from '../web/world.js';
import { explainedDays } from './explain.views.js';
import { ladderFact } from './ladder.views.js';
import { type Related, relatedLines, reportingFact, reportLines } from './related.views.js';

const MAILS_SHOWN = 8;

/** What one assignment's page is made of. */
export interface OneFacts {
  world: PlanWorld;
  assignment: Assignment;
  unit: Unit;
  measure: Measure;
  phase: Phase;
  history: readonly HistoryEntry[];
  /** What has been said of it, with the mail that said it. */
  said: readonly Said[];
  /** Of those mails the ones that have a number. */
  numbered: ReadonlyMap<number, NumberedMail>;
  /** What was reported, asked for, found and instructed. */
  related: Related;
  /** Whether links to mails and lists may be shown. */
  seesAll: boolean;
  ways: Link[];
  /** The acts open to whoever looks. */
  acts: ActForm[];
  summary: FaultSummary | null;
  unsaved: string | null;
}

/** One assignment: what, who, until when, its light; the clause it comes from; what happened; what will be said. */
export function assignmentView(facts: OneFacts): Omit<AssignmentView, 'frame'> {
  const { world, assignment, unit, measure, phase, history, seesAll } = facts;
  const { plan, today } = world;
  const measureName = `${measure.number}${measure.title}`;
  return {
    summary: facts.summary,
    unsaved: facts.unsaved,
    acts: facts.acts,
    ways: facts.ways,
    reports: reportLines(facts.related.reports, today),
    reportsNone: '还没有报过进展',
    related: relatedLines(facts.related, today),
    trail: seesAll
      ? [
          { label: '责任事项', href: paths.assignments(plan.id) },
          { label: unit.name, href: paths.unit(plan.id, unit.id) },
        ]
      : [{ label: unit.name, href: paths.unit(plan.id, unit.id) }],
    who: unit.name,
    whoHref: paths.unit(plan.id, unit.id),
    what: measureName,
    until: untilWords(assignment, world),
    light: lightBesideDue(assignment, today, world),
    flag: reportFlag(assignment, world),
    clause: {
      heading: '方案原文',
      spans: clauseSpans(measure.text, unit.name),
      href: `${paths.plan(plan.id)}#t-m-${measure.id}`,
    },
    facts: [
      { term: '单位', value: unit.name, href: paths.unit(plan.id, unit.id) },
      { term: '职责', value: ROLE_WORDS[assignment.role], href: null },
      { term: '阶段', value: `${nameOfPhase(phase)} ${phase.title}`, href: null },
      { term: '开始', value: longDay(assignment.opensOn), href: null },
      { term: '到期日', value: `${longDay(assignment.dueOn)}（含当日）`, href: null },
      ...(assignment.originalDueOn === assignment.dueOn
        ? []
        : [{ term: '原定', value: longDay(assignment.originalDueOn), href: null }]),
      { term: '办理', value: ASSIGNMENT.stages[assignment.stage], href: null },
      { term: '交办', value: longDay(assignment.assignedOn), href: null },
      ...reportingFact(assignment, world),
      ...ladderFact({ ...facts, dueOn: assignment.dueOn }, world, seesAll),
    ],
    reminders: explainedDays(facts),
    remindersNone: '没有要发的提醒',
    timeline: timelineOf(history, today),
    timelineNone: '还没有记录',
    mails: seesAll
      ? [...facts.said]
          .reverse()
          .slice(0, MAILS_SHOWN)
          .map((said) => ({
            label: ruleWords(said.rule),
            href: paths.mail(said.outboxId),
            when: shortDay(said.day, today),
            kind: numberOf(facts, said) ?? MAIL_WORDS[kindOfRule(said.rule)],
            light: null,
          }))
      : [],
    mailsNone: facts.said.length === 0 ? '还没有邮件提到它' : `已有${facts.said.length}封邮件提到它`,
  };
}

/** '催办〔2020〕第12号'; null for what has no number. */
function numberOf({ numbered }: OneFacts, { outboxId }: Said): string | null {
  const mail = numbered.get(outboxId);
  return mail ? chaseNumber(mail) : null;
}

/** '6月30日（周二）前'; what is left of it the light says. */
const untilWords = ({ dueOn }: Assignment, { today }: PlanWorld) =>
  `${shortDay(dueOn, today)}（${weekdayName(dueOn)}）前`;

/** The clause with the unit's own name marked wherever it stands. */
function clauseSpans(text: string, unitName: string): Span[] {
  const spans: Span[] = [];
  text.split(unitName).forEach((part, i) => {
    if (i > 0)
      spans.push({ text: unitName, mark: { id: `own-${i}`, kind: 'unit', href: '#s-facts', title: '本单位' } });
    if (part !== '') spans.push({ text: part, mark: null });
  });
  return spans;
}

/** The plan's start is, to an assignment, its being assigned. */
function timelineOf(history: readonly HistoryEntry[], today: string): TimelineEntry[] {
  return courseOf(history, today).map((told, i) =>
    history[i]?.act === 'activate' ? { ...told, what: '启用方案，交办' } : told,
  );
}
