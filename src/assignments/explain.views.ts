import { type Day, shortDay, weekdayName } from '../domain/day.js';
import { explain, type Explained, type ExplainFacts, type Why } from '../domain/explain.js';
import { ASKING } from '../domain/extensions.js';
import { ASSIGNMENT } from '../domain/lifecycle.js';
import { type AssignmentStage } from '../domain/plan.js';
import { ruleWords } from '../domain/reminders.js';
import { requestsUntil } from '../domain/requests.js';
import { deadlineOf, WITH_UNIT } from '../domain/standing.js';
import { plusDays } from '../domain/day.js';
import { type ReminderDay } from '../rendering/views-assignments.js';
import { type Said } from '../storage/stores/outbox.js';
import { toldBy } from '../web/course.js';
import { MAIL_STATES } from '../web/mail-words.js';
import { paths } from '../web/paths.js';
import { type OneFacts } from './assignment.views.js';

const PAST_CHASES = 6;
const COMING_CHASES = 2;
const REPORT_DAYS = 45;

type Line = ReminderDay & { on: Day };

/** Each reminder and chase of the deadline that counts now, requests for reports and what went up: sent by which mail, still to come, or why not. */
export function explainedDays(facts: OneFacts): ReminderDay[] {
  const { world, assignment } = facts;
  const { today } = world;
  const deadline = deadlineOf(assignment);
  const all = explain(explainFacts(facts, deadline));
  const chases = all.filter(({ kind }) => kind === 'chase' && today > deadline);
  const shown = [
    ...all.filter(({ kind, saying }) => kind === 'reminder' || (saying && today <= deadline)),
    ...chases.filter(({ day }) => day <= today).slice(-PAST_CHASES),
    ...chases.filter(({ day }) => day > today).slice(0, COMING_CHASES),
  ];
  const lines = [...shown.map((one) => lineOf(one, facts)), ...otherSayings(facts, all), ...requestsAhead(facts)];
  return lines.sort((a, b) => a.on.localeCompare(b.on)).map(({ on: _on, ...line }) => line);
}

function explainFacts({ world, assignment, history, said, related }: OneFacts, dueOn: Day): ExplainFacts {
  const { calendar, rules, today } = world;
  const told = history.map((entry) => ({ act: entry.act, day: entry.day, after: toldBy(entry).after }));
  const turns = told.flatMap(({ day, after }) =>
    after !== undefined && after in ASSIGNMENT.stages ? [{ day, stage: after as AssignmentStage }] : [],
  );
  const moved = [
    ...told.filter(({ act }) => act === 'corrected-due').map(({ day }) => day),
    ...related.extensions.flatMap(({ grantedDay, decidedOn }) => (grantedDay && decidedOn ? [decidedOn] : [])),
    ...(assignment.rectifyBy === null ? [] : turns.filter(({ stage }) => stage === 'rectifying').map(({ day }) => day)),
  ];
  return {
    ...{ today, calendar, rules, said, turns },
    item: { ...assignment, dueOn, ...(assignment.rectifyBy !== null && { stage: 'underway' as const }) },
    deadlineSince: moved.sort().at(-1) ?? assignment.assignedOn,
    asked: related.extensions
      .filter(({ stage, decidedOn }) => ASKING.includes(stage) || decidedOn !== null)
      .map(({ stage, requestedOn, decidedOn }) => ({
        from: requestedOn,
        until: ASKING.includes(stage) ? null : decidedOn,
      })),
    returnedOn: [
      ...turns.filter(({ stage }) => stage === 'returned').map(({ day }) => day),
      ...(assignment.returnedOn === null ? [] : [assignment.returnedOn]),
    ],
  };
}

function lineOf(one: Explained, { world, seesAll }: OneFacts): Line {
  const { today } = world;
  const said = (day: Day) => shortDay(day, today);
  const { saying, ahead, why, movedFrom, day } = one;
  const made = saying?.day ?? ahead;
  const late = made !== null && made !== day ? [`${said(made)}补发`] : [];
  const moved = movedFrom ? [`${said(movedFrom)}休息，提前`] : [];
  const reason = why ? [whyWords(why, world.rules.chasesPerMonth, said)] : [];
  return {
    on: day,
    when: `${said(day)} ${weekdayName(day)}`,
    rule: [ruleWords(one.rule), ...moved, ...late, ...reason].join('，'),
    state: saying ? 'sent' : ahead ? 'due' : 'skipped',
    stateWord: saying ? MAIL_STATES[saying.state].label : ahead ? '将发' : day < today ? '没发' : '不发',
    href: saying && seesAll ? paths.mail(saying.outboxId) : null,
  };
}

function whyWords(why: Why, cap: number, said: (day: Day) => string): string {
  switch (why.code) {
    case 'assigned-later':
      return '交办时已告知到期日';
    case 'settled':
      return `${said(why.since)}起“${ASSIGNMENT.stages[why.stage]}”，不需要提醒`;
    case 'other-deadline':
      return `${said(why.since)}才改为现在的到期日`;
    case 'asking':
      return '延期申请待批，暂不催办';
    case 'returned':
      return `${said(why.since)}刚退回重报，暂不催办`;
    case 'cap':
      return `当月已催办${cap}次，到上限`;
    case 'merged':
      return `当天没有运行，并入“${ruleWords(why.rule)}”`;
    case 'missed':
      return '当天没有发，过后不再补发';
  }
}

/** Mails besides those of the deadline that counts now: of a former deadline, of a report that was due, by the office's own hand, up the ladder. */
function otherSayings({ said, seesAll, world: { today } }: OneFacts, own: readonly Explained[]): Line[] {
  const told = new Set(own.map(({ saying }) => saying));
  const others = said.filter((one) => !told.has(one) && /^(T[+-]\d|W\d|R[+-]|chase:|L\d$)/.test(one.rule));
  return others
    .filter(({ rule }) => seesAll || !rule.startsWith('L'))
    .map((one: Said) => ({
      on: one.day,
      when: `${shortDay(one.day, today)} ${weekdayName(one.day)}`,
      rule: /^[TW]/.test(one.rule)
        ? `按原到期日${shortDay(one.dueOn, today)}：${ruleWords(one.rule)}`
        : ruleWords(one.rule),
      state: 'sent' as const,
      stateWord: MAIL_STATES[one.state].label,
      href: seesAll ? paths.mail(one.outboxId) : null,
    }));
}

/** The requests for the next report, if it does not come before. */
function requestsAhead({ world, assignment, said }: OneFacts): Line[] {
  const { today } = world;
  if (!WITH_UNIT.includes(assignment.stage)) return [];
  const coming = requestsUntil(assignment, today, plusDays(today, REPORT_DAYS), world).filter(
    ({ rule, day, period }) =>
      day >= today && !said.some((one) => one.rule === rule) && !((assignment.reportedFor ?? '') >= period),
  );
  const next = coming.filter(({ period }) => period === coming[0]?.period);
  return next.map(({ rule, day }) => ({
    on: day,
    when: `${shortDay(day, today)} ${weekdayName(day)}`,
    rule: rule.startsWith('R+') ? `${ruleWords(rule)}，届时未报才发` : ruleWords(rule),
    ...{ state: 'due' as const, stateWord: '将发', href: null },
  }));
}
