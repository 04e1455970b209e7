import { type Moment, momentOf } from '../clock.js';
import { shortDay, weekdayName } from '../domain/day.js';
import { type CalendarDay, type JobRun } from '../domain/plan.js';
import { ruleWords } from '../domain/reminders.js';
import { type ForeseenNotice } from '../reminders/reminders.service.js';
import { type Link } from '../rendering/views-common.js';
import { type ScheduleView } from '../rendering/views-outbox.js';
import { calendarNotice } from '../web/calendar-words.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { paths } from '../web/paths.js';
import { type World } from '../web/world.js';
import { type Job } from './timetable.js';

/** What the schedule's page is made of. */
export interface ScheduleFacts {
  world: World;
  timetable: readonly Job[];
  last: ReadonlyMap<string, JobRun>;
  next: ReadonlyMap<string, Moment>;
  runs: readonly JobRun[];
  notices: readonly ForeseenNotice[];
  overrides: readonly CalendarDay[];
  /** Whether the reader may see how the program runs. */
  seesHealth: boolean;
  /** Whether the rules of the page's plan are this person's to change. */
  setsRules: boolean;
}

const NOTICE_DAYS = 10;
const UNITS_NAMED = 8;

/** The timetable: each job's last and next run and what it did; the next days on which mails leave. */
export function scheduleView(facts: ScheduleFacts): Omit<ScheduleView, 'frame'> {
  const { world, timetable, last, next, runs, overrides } = facts;
  const at = (moment: Moment) => `${shortDay(moment.today, world.today)} ${weekdayName(moment.today)} ${moment.time}`;
  const titles = new Map(timetable.map((job) => [job.name, job.title]));
  return {
    jobs: timetable.map((job) => {
      const run = last.get(job.name);
      const coming = next.get(job.name);
      return {
        name: job.title,
        what: job.what,
        when: `工作日 ${job.at}`,
        last: run ? at(momentOf(run.ranAt)) : '还没有运行过',
        lastResult: run ? resultWords(run.result) : '—',
        next: coming ? at(coming) : '—',
      };
    }),
    runs: runs.map((run) => ({
      dueAt: at(momentOf(run.dueAt)),
      ranAt: at(momentOf(run.ranAt)),
      job: titles.get(run.job) ?? run.job,
      result: resultWords(run.result),
    })),
    runsNone: '还没有运行过',
    calendar: `放假安排数据到${world.calendar.dataThroughYear}年`,
    calendarWarning: calendarNotice(world),
    ways: [
      ...(world.plan ? [{ label: '邮件预告（今后90天）', href: paths.forecast(world.plan.id) }] : []),
      ...(facts.setsRules && world.plan ? [{ label: '邮件规则', href: paths.rules(world.plan.id) }] : []),
      { label: '放假安排', href: paths.holidays() },
      ...(facts.seesHealth ? [{ label: '运行情况', href: paths.health() }] : []),
    ],
    overrides: overrides.map(({ day, isWorkday, name }) => ({ day, word: isWorkday ? '上班' : '休息', name })),
    notices: noticeDays(facts),
    noticesHint: '给各单位联络员的提醒和催办，按无人办结预计；督促提醒、领导摘要、单位月报见邮件预告。',
    noticesNone: '今后没有要发的提醒',
  };
}

/** '提醒23封 · 催办1封', or that there was nothing to say. */
export function resultWords(result: string): string {
  const counts = Object.entries(JSON.parse(result) as Record<string, number>).filter(([, n]) => n > 0);
  if (counts.length === 0) return '没有要发的';
  return counts.map(([kind, n]) => `${MAIL_WORDS[kind as keyof typeof MAIL_WORDS] ?? kind}${n}封`).join(' · ');
}

/** The units by name where they are few, else their number. */
function unitLinks(notices: readonly ForeseenNotice[]): Link[] {
  const links = notices.flatMap(({ placed, asked, unitId }) => {
    // A mail that only asks for a report is about no due item.
    const item = placed[0] ?? asked[0]?.item;
    return item ? [{ label: item.unitName, href: paths.unit(item.planId, unitId), planId: item.planId }] : [];
  });
  const [first] = links;
  if (links.length <= UNITS_NAMED || !first) return links;
  return [{ label: `${links.length}个单位`, href: paths.units(first.planId) }];
}

function noticeDays({ notices, world }: ScheduleFacts): ScheduleView['notices'] {
  const days = new Map<string, ForeseenNotice[]>();
  for (const notice of notices) days.set(notice.day, [...(days.get(notice.day) ?? []), notice]);
  return [...days].slice(0, NOTICE_DAYS).map(([day, own]) => ({
    day: `${shortDay(day, world.today)} ${weekdayName(day)}`,
    kind: [...new Set(own.map((notice) => MAIL_WORDS[notice.kind]))].join('、'),
    count: `${own.length}封`,
    why: [...new Set(own.flatMap((notice) => notice.items.map((item) => ruleWords(item.rule))))].join('；'),
    units: unitLinks(own),
  }));
}
