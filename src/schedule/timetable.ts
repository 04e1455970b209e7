import { type Moment } from '../clock.js';
import { NOTICES_AT } from '../domain/rules.js';
import { queueEscalations, writeOnceADay } from '../reminders/escalations.js';
import { DIGESTS_JOB, queueDigests } from '../digests/digests.jobs.js';
import { queueNotices } from '../reminders/reminders.service.js';
import { type Stores } from '../storage/stores/all.js';

/** One line of the timetable: what runs, when, and what it leaves behind. Running it again changes nothing. */
export interface Job {
  name: string;
  title: string;
  what: string;
  /** 'HH:MM' in Asia/Shanghai, on working days only. */
  at: string;
  run(stores: Stores, moment: Moment): Promise<Record<string, number>>;
}

/** The whole timetable. Mails leave right after each job, and every minute for what was queued in between. */
export const TIMETABLE: readonly Job[] = [
  {
    name: 'notices',
    title: '提醒与催办',
    what: '每个工作日查一遍：到今天为止该说而没说的，每个单位合成一封；逾期未报的逐级提醒，报县领导的先由办公室核对',
    at: NOTICES_AT,
    run: async (stores, moment) => ({
      ...(await queueNotices(stores, moment)),
      ...(await queueEscalations(stores, moment)),
    }),
  },
  {
    name: DIGESTS_JOB,
    title: '摘要与日报',
    what: '每周报组长、副组长，每月报单位主要负责人，每天告知办公室有哪些事要办；没有内容不发',
    at: NOTICES_AT,
    run: async (stores, moment) => {
      const queued = { ...(await queueDigests(stores, moment)) };
      await writeOnceADay(stores, moment);
      return queued;
    },
  },
];
