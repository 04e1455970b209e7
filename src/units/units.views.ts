import { plusDays, shortDay, weekdayName } from '../domain/day.js';
import { type Assignment, type Duty, type Unit } from '../domain/plan.js';
import { forecastNotices } from '../domain/notices.js';
import { ruleWords } from '../domain/reminders.js';
import { counted } from '../domain/phases.js';
import { type Counts, countsPer, countStandings, standingOf, worstOf } from '../domain/standing.js';
import { type DutyCell, type UnitsView, type UnitView } from '../rendering/views-units.js';
import { type Tally } from '../storage/stores/assignments.js';
import { type OutboxLine } from '../storage/stores/outbox.js';
import { daysLeft } from '../web/days-left.js';
import { barOf, doneShare, light, ROLE_WORDS, sumCounts, totalOf } from '../web/lights.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { paths } from '../web/paths.js';
import { type Person } from '../domain/permissions.js';
import { unitGroups } from './unit-groups.views.js';
import { unitWork } from './unit-work.views.js';
import { type PlanWorld } from '../web/world.js';

/** A measure's name and a duty with its unit's, as the matrix needs them. */
export interface MatrixFacts {
  world: PlanWorld;
  measures: readonly { id: number; number: string; title: string }[];
  duties: readonly { measureId: number; unitId: number; unit: string; role: 'lead' | 'responsible' }[];
  /** Per (unit, measure): counts by the facts of a standing. */
  tallies: readonly (Tally & { measureId: number })[];
}

/** 单位×措施: who leads what and who supports it, with the worst light of each. */
export function unitsView({ world, measures, duties, tallies }: MatrixFacts): Omit<UnitsView, 'frame'> {
  const { plan, today } = world;
  const cells = countsPer(tallies, (tally) => `${tally.ofId}:${tally.measureId}`, today, world);
  const countsOf = (unitId: number, measureId: number): Counts => cells.get(`${unitId}:${measureId}`) ?? {};
  const unitIds = [...new Set(duties.map((duty) => duty.unitId))];
  return {
    planTitle: plan.title,
    measures: measures.map(({ id, number, title }) => ({
      number,
      title,
      href: paths.assignments(plan.id, { measure: id }),
    })),
    rows: unitIds.map((unitId) => {
      const own = duties.filter((duty) => duty.unitId === unitId);
      const name = own[0]?.unit ?? '';
      const all = sumCounts(measures.map((measure) => countsOf(unitId, measure.id)));
      return {
        name,
        href: paths.unit(plan.id, unitId),
        cells: measures.map(({ id, number }): DutyCell | null => {
          const duty = own.find((candidate) => candidate.measureId === id);
          if (!duty) return null;
          return {
            href: paths.assignments(plan.id, { measure: id, unit: unitId }),
            role: duty.role,
            roleWord: ROLE_WORDS[duty.role],
            light: light(worstOf(countsOf(unitId, id)) ?? 'not-open'),
            of: `${name}，措施${number}`,
          };
        }),
        lead: own.filter((duty) => duty.role === 'lead').length,
        responsible: own.filter((duty) => duty.role === 'responsible').length,
        done: doneShare(all),
        worst: light(worstOf(all) ?? 'not-open'),
      };
    }),
    totals: measures.map(({ id }) => {
      const own = duties.filter((duty) => duty.measureId === id);
      const leads = own.filter((duty) => duty.role === 'lead').length;
      return `${leads}+${own.length - leads}`;
    }),
    total: `${unitIds.length}个单位 · ${duties.length}项职责`,
  };
}

/** What a unit's page is made of. */
export interface UnitFacts {
  world: PlanWorld;
  unit: Unit;
  measures: readonly { id: number; number: string; title: string }[];
  /** The duties of the plan as they are now. */
  duties: readonly Pick<Duty, 'measureId' | 'unitId'>[];
  assignments: readonly Assignment[];
  /** The last mails that were sent to it, and how many in all. */
  outbox: { total: number; mails: readonly OutboxLine[] };
  /** Keys of what has been said of these assignments. */
  said: ReadonlySet<string>;
  /** Ids of the items with a report that the office has not reviewed yet. */
  inReview: ReadonlySet<number>;
  showMails: boolean;
  /** Where its mail goes today, and whose address that is, where known. */
  receiver: { mail: string; name: string | null } | null;
  /** Who looks. */
  person: Person;
  elsewhere: UnitView['elsewhere'];
  planTitle: string | null;
}

/** One unit's work across all measures, sorted by what to do next. */
export function unitView(facts: UnitFacts): Omit<UnitView, 'frame'> {
  const { world, unit, assignments, outbox, receiver } = facts;
  const { today } = world;
  const own = counted(assignments, world.everyPhase, facts.duties);
  const counts = countStandings(
    own.map((assignment) => ({ ...assignment, count: 1 })),
    today,
    world,
  );
  const duties = (role: 'lead' | 'responsible') =>
    new Set(own.filter((item) => item.role === role).map((item) => item.measureId)).size;
  return {
    name: unit.name,
    roles: [
      ...(['lead', 'responsible'] as const)
        .filter((role) => duties(role) > 0)
        .map((role) => `${ROLE_WORDS[role]}${duties(role)}项措施`),
      `共${totalOf(counts)}项责任事项`,
    ].join(' · '),
    news: unitNews(counts, assignments, world),
    ...{ elsewhere: facts.elsewhere, planTitle: facts.planTitle },
    bar: barOf(counts),
    done: doneShare(counts),
    mailAddress: receiver ? [receiver.name, receiver.mail].filter((part) => part !== null).join(' ') : '未登记',
    groups: unitGroups(facts),
    none: '本单位在这个方案里没有责任事项',
    ...unitWork(facts),
    nextMail: nextMail(facts),
    nextMailNone: '近期没有要发给本单位的邮件',
    mails: facts.showMails
      ? outbox.mails.map((mail) => ({
          label: mail.subject ?? MAIL_WORDS[mail.kind],
          href: paths.mail(mail.id),
          when: shortDay(mail.day, today),
          kind: MAIL_WORDS[mail.kind],
        }))
      : [],
    mailsNone: facts.showMails ? '还没有发给本单位的邮件' : `已发给本单位${outbox.total}封邮件`,
  };
}

function unitNews(counts: Counts, assignments: readonly Assignment[], world: PlanWorld): string {
  const late = counts.overdue ?? 0;
  const soon = assignments
    .filter((item) => item.stage !== 'declined' && standingOf(item, world.today, world) === 'due-soon')
    .map((item) => item.dueOn)
    .sort();
  const rectifying = counts['rectifying-late'] ?? 0;
  const parts = [];
  if (late > 0) parts.push(`${late}项逾期`);
  if (rectifying > 0) parts.push(`${rectifying}项整改逾期`);
  if (parts.length === 0) parts.push('没有逾期');
  if (soon[0]) parts.push(`${soon.length}项临期，最近的${daysLeft(soon[0], world.today, world.calendar)}`);
  const answering = assignments.filter(({ stage }) => stage === 'declined').length;
  if (answering > 0) parts.push(`${answering}项待办公室答复`);
  return parts.join('，');
}

/** The next mail this unit gets if nothing is done, within six weeks. */
function nextMail({ assignments, world, said }: UnitFacts): UnitView['nextMail'] {
  const { today, calendar, rules } = world;
  const context = { calendar, rulesOfPlan: () => rules };
  const [notice] = forecastNotices(assignments, said, today, plusDays(today, 42), context);
  if (!notice) return null;
  return {
    when: `${shortDay(notice.day, today)} ${weekdayName(notice.day)}`,
    what: [...new Set(notice.items.map((item) => ruleWords(item.rule)))].join('；'),
    subject: `${MAIL_WORDS[notice.kind]}，涉及${new Set(notice.items.map((item) => item.assignmentId)).size}项`,
  };
}
