import { type Day, longDay, shortDay, weekdayName } from '../domain/day.js';
import { type ForeseenMail } from '../domain/foreseen.js';
import { may, type Person, within } from '../domain/permissions.js';
import { phaseName } from '../domain/phases.js';
import { type ForecastRow, type ForecastView } from '../rendering/views-forecast.js';
import { type Link } from '../rendering/views-common.js';
import { calendarNotice } from '../web/calendar-words.js';
import { DAYS_FORESEEN, reasonsOf } from '../web/mail-changes.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { monthGrid } from '../web/month-grid.js';
import { paths } from '../web/paths.js';
import { type ForecastFacts } from './forecast.service.js';

const READERS_OPEN = 6;

/** The mails of the days ahead as a calendar and as a list by day. */
export function forecastView(facts: ForecastFacts, person: Person): Omit<ForecastView, 'frame'> {
  const { world, mails, to, filter } = facts;
  const { plan, today, phases, calendar } = world;
  const byDay = new Map<Day, ForeseenMail[]>();
  for (const mail of mails) byDay.set(mail.on, [...(byDay.get(mail.on) ?? []), mail]);
  const counts = new Map([...byDay].map(([day, own]) => [day, own.length]));
  const isNarrowed = filter.unit !== undefined || filter.person !== undefined;
  return {
    trail: [{ label: '方案', href: paths.plan(plan.id) }],
    planTitle: plan.title,
    sum: sumOf(facts),
    besides: plan.state === 'running' ? '办公室日报每个工作日有事要办时另发，不列在内。' : null,
    ways: [
      ...(may(within(person, plan), 'work') ? [{ label: '改规则会怎样', href: paths.rules(plan.id) }] : []),
      ...(may(within(person, plan), 'work') ? [{ label: '改到期日会怎样', href: paths.corrections(plan.id) }] : []),
      { label: '已发和待发的邮件', href: paths.outbox() },
    ],
    warning: calendarNotice(world, to),
    action: paths.forecast(plan.id),
    fields: fieldsOf(facts),
    clear: isNarrowed ? paths.forecast(plan.id) : null,
    months: monthGrid({
      calendar,
      from: today,
      to,
      today,
      mails: counts,
      dueOn: new Set(phases.map(({ dueOn }) => dueOn)),
    }),
    days: [...byDay].map(([day, own]) => ({
      id: `d-${day}`,
      heading: `${shortDay(day, today)} ${weekdayName(day)}${dueWords(facts, day)}`,
      count: `${own.length}封`,
      rows: rowsOf(own, plan.id, isNarrowed),
    })),
    none: plan.state === 'draft' ? '方案启用后才有邮件' : '这段时间没有要发的邮件',
  };
}

function sumOf({ mails, to, world: { today } }: ForecastFacts): string {
  const days = new Set(mails.map(({ on }) => on)).size;
  const span = `今后${DAYS_FORESEEN}天（至${longDay(to)}），如无人办结、放假安排和规则不变`;
  return mails.length === 0
    ? `${span}：没有要发的邮件`
    : `${span}：${days}天发出${mails.length}封，自${shortDay(mails[0]?.on ?? today, today)}起`;
}

function dueWords({ world: { phases } }: ForecastFacts, day: Day): string {
  const phase = phases.find(({ dueOn }) => dueOn === day);
  return phase ? `，${phaseName(phase.position)}到期` : '';
}

function fieldsOf({ filter, units, readers }: ForecastFacts): ForecastView['fields'] {
  const options = (chosen: number | undefined, all: { id: number; label: string }[]) => [
    { value: '', label: '全部', selected: chosen === undefined },
    ...all.map(({ id, label }) => ({ value: String(id), label, selected: id === chosen })),
  ];
  return [
    {
      ...{ id: 'f-unit', name: 'unit', label: '单位' },
      options: options(
        filter.unit,
        units.map(({ id, name }) => ({ id, label: name })),
      ),
    },
    {
      ...{ id: 'f-person', name: 'person', label: '收件人' },
      options: options(
        filter.person,
        readers.map(({ contactId, label }) => ({ id: contactId, label })),
      ),
    },
  ];
}

/** One row for those that share kind and reason; where few are asked for, one for each with its subject. */
function rowsOf(mails: readonly ForeseenMail[], planId: number, each: boolean): ForecastRow[] {
  const rows = new Map<string, ForeseenMail[]>();
  for (const mail of mails) {
    const key = `${mail.kind}|${reasonsOf(mail)}${each ? `|${mail.unitId}|${mail.postId}` : ''}`;
    rows.set(key, [...(rows.get(key) ?? []), mail]);
  }
  return [...rows.values()].map((same) => {
    const [first] = same;
    const readers = same.map((mail) => readerLink(mail, planId));
    return {
      kind: MAIL_WORDS[first!.kind],
      why: reasonsOf(first!) || '—',
      count: `${same.length}封`,
      subject: same.length === 1 ? first!.subject : null,
      readers,
      fold: readers.length > READERS_OPEN ? `${readers.length}个收件人` : null,
      printed: readers.map(({ label }) => label).join('、'),
      note: first!.isHeld ? '报县领导的，由办公室放行后发出' : null,
    };
  });
}

const readerLink = ({ toName, unitId }: ForeseenMail, planId: number): Link => ({
  label: toName,
  href: unitId === null ? paths.people(planId) : paths.unit(planId, unitId),
});
