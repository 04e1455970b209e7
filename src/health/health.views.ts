import { type Moment, momentOf } from '../clock.js';
import { shortDay, weekdayName } from '../domain/day.js';
import { type Instant, type JobRun, type MailState } from '../domain/plan.js';
import { type FormView } from '../rendering/views-forms.js';
import { type HealthView } from '../rendering/views-outbox.js';
import { type Job } from '../schedule/timetable.js';
import { resultWords } from '../schedule/schedule.views.js';
import { type Flow } from '../storage/stores/flow.js';
import { hourWords, lateWords, troublesOf } from '../web/flow.js';
import { paths } from '../web/paths.js';
import { type World } from '../web/world.js';

/** What the page on how the program runs is made of. */
export interface HealthFacts {
  world: World;
  flow: Flow;
  timetable: readonly Job[];
  last: ReadonlyMap<string, JobRun>;
  next: ReadonlyMap<string, Moment>;
  counts: Readonly<Record<MailState, number>>;
  doubtful: number;
  oldest: Instant | null;
  /** How mails leave: the server's name, or where they are written. */
  via: string;
}

/** 运行情况: whether mails leave and jobs run, since when not and why, and how many mails stand where. */
export function healthView(facts: HealthFacts, form: FormView): Omit<HealthView, 'frame' | 'summary'> {
  const { world, flow, timetable, last, next, oldest, via } = facts;
  const { now, today, calendar, rules } = world;
  const late = lateWords(oldest, now, calendar, rules);
  // The frame of every page says what stands still; here it is only counted.
  const faults = troublesOf(flow, now, calendar).length + (late ? 1 : 0);
  const at = (moment: Moment) => `${shortDay(moment.today, today)} ${weekdayName(moment.today)} ${moment.time}`;
  return {
    heading: faults > 0 ? `有${faults}处不正常` : '邮件和定时工作都正常',
    late,
    facts: [
      { term: '发送方式', value: via, href: null },
      { term: '发送状态', value: flow.stoppedAt ? `已停止，${stopFacts(flow, today)}` : '正常', href: null },
      { term: '应发未发', value: oldest ? `最早一封自${hourWords(oldest, today)}` : '没有', href: null },
    ],
    counts: countsOf(facts),
    jobs: timetable.map((job) => {
      const run = last.get(job.name);
      const coming = next.get(job.name);
      return {
        ...{ name: job.title, what: job.what, when: `工作日 ${job.at}` },
        last: run ? at(momentOf(run.ranAt)) : '还没有运行过',
        lastResult: run ? resultWords(run.result) : '—',
        next: coming ? at(coming) : '—',
      };
    }),
    form,
  };
}

const stopFacts = ({ stoppedAt, probeAt }: Flow, today: string): string =>
  `自${hourWords(stoppedAt ?? '', today)}起；${probeAt ? `${hourWords(probeAt, today)}再试` : '随时再试'}`;

function countsOf({ counts, doubtful }: HealthFacts): HealthView['counts'] {
  const line = (label: string, count: number, state: string) => ({ label, count, href: paths.outbox({ state }) });
  return [
    line('待发', counts.pending + counts.claimed + counts.sending, 'waiting'),
    line('已发', counts.sent, 'sent'),
    line('暂存', counts.held, 'held'),
    line('未发出', counts.dead, 'failed'),
    line('无需再发', counts.obsolete, 'obsolete'),
    line('已取消', counts.cancelled, 'cancelled'),
    line('可能重复', doubtful, 'doubtful'),
  ];
}
