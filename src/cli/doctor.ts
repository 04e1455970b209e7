import { statfsSync } from 'node:fs';
import { momentOf } from '../clock.js';
import { yearsToImport } from '../domain/calendar.js';
import { plusDays } from '../domain/day.js';
import { verdictOf } from '../domain/delivery.js';
import { rulesOf } from '../domain/rules.js';
import { failureOf, messageOf } from '../mail/failure.js';
import { mailboxFault, openMailbox } from '../mailbox/mailbox.js';
import { type Program } from '../program.js';
import { type Settings } from '../settings.js';
import { NO_ADDRESS } from '../storage/stores/no-mails.js';
import { lateWords, standstillWords, stoppedWords } from '../web/flow.js';
import { calendarWith } from '../working-days.js';

/** One thing the doctor looked at: a problem is a sentence that says what to do. */
export interface Checked {
  what: string;
  ok: boolean;
  words: string;
}

const LEAST_FREE_MB = 500;
const MOST_HELD = 1000;

/** Looks at database, calendar, mail and the servers of mail, timetable and disk. */
export async function examine(program: Program): Promise<Checked[]> {
  const { storage, settings, clock } = program;
  const now = clock.now();
  const found = await storage.read(async (stores) => ({
    overrides: await stores.calendar.overrides(),
    counts: await stores.outbox.counts(),
    held: (await stores.outbox.list({ states: ['held'], limit: MOST_HELD, offset: 0 })).mails,
    flow: await stores.flow.get(),
    oldest: await stores.flow.oldestDue(now.at),
    phases: await Promise.all((await stores.plans.heads()).map((plan) => stores.plans.phases(plan.id))),
  }));
  const problems = await storage.checkIntegrity();
  const until =
    found.phases
      .flat()
      .map((phase) => phase.dueOn)
      .sort()
      .at(-1) ?? plusDays(now.today, 90);
  const missing = yearsToImport(calendarWith(found.overrides), now.today, until);
  const unsent = await sendingFault(program);
  const disk = statfsSync(settings.dataDir);
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 1024 / 1024);
  const { counts, flow, oldest } = found;
  const calendar = calendarWith(found.overrides);
  const still = standstillWords(flow, now, calendar);
  const late = stoppedWords(flow, now.today) ?? lateWords(oldest, now, calendar, rulesOf({ rules: '{}' }));
  const homeless = found.held.filter(({ lastError }) => lastError === NO_ADDRESS).length;
  return [
    check('设置', true, `${settings.mode === 'demo' ? '演示' : '正式'}模式，数据目录 ${settings.dataDir}`, ''),
    check('数据库', problems.length === 0, `${storage.engine} 完好`, `有损坏：${problems.join('；')}，请从备份恢复`),
    check(
      '放假安排',
      missing.length === 0,
      '方案期内都有数据',
      `${missing.join('、')}年放假安排未导入，按周一至周五计`,
    ),
    check(
      '邮件',
      counts.dead === 0 && late === null && unsent === null,
      `${program.transport.describe}，待发${counts.pending}封，暂存${counts.held}封${homeless > 0 ? `；其中${homeless}封因单位没有登记联络员邮箱发不出去，请到联系人页补登记` : ''}`,
      unsent ?? late ?? `${counts.dead}封未能发出，请到发件箱查看原因`,
    ),
    ...(await mailboxChecks(settings)),
    check('日程', still === null, flow.lastRunAt ? `上次运行 ${timeOf(flow.lastRunAt)}` : '还没有运行过', still ?? ''),
    check('磁盘', freeMb >= LEAST_FREE_MB, `剩余${freeMb}MB`, `只剩${freeMb}MB，请清理磁盘`),
  ];
}

/** A server that takes the connection and says nothing is given up after so many milliseconds. */
const PATIENCE = 60_000;

/** What keeps mails from leaving, asked of the server itself; null where it lets the program in. */
async function sendingFault({ transport }: Program): Promise<string | null> {
  try {
    await inTime(transport.greet());
    return null;
  } catch (error) {
    const verdict = verdictOf(failureOf(error), 1);
    const isRefused = verdict.to === 'stop' && verdict.why === 'refused';
    const what = isRefused ? '邮件服务器不接受连接设置' : '连接不上邮件服务器';
    return `${what}（${messageOf(error)}），请核对 SMTP_URL${isRefused ? '、SMTP_CA' : ' 和网络'}`;
  }
}

/** The mailbox for answers and the folder of copies, where they are set. */
async function mailboxChecks({ imapUrl, imapArchive }: Settings): Promise<Checked[]> {
  if (imapUrl === null) return [];
  const mailbox = openMailbox(imapUrl);
  const fault = async (folder?: string) => {
    try {
      await inTime(mailbox.greet(folder));
      return null;
    } catch (error) {
      return mailboxFault(error);
    }
  };
  const inbox = await fault();
  const archive = inbox === null && imapArchive !== null ? await fault(imapArchive) : null;
  const bad =
    inbox === null
      ? `打不开存底的文件夹“${imapArchive}”（${archive}），请核对 IMAP_ARCHIVE`
      : `打不开收信的邮箱（${inbox}），请核对 IMAP_URL`;
  return [check('收信', inbox === null && archive === null, mailbox.describe, bad)];
}

async function inTime(asked: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('没有应答'), { code: 'ETIMEDOUT' })), PATIENCE);
  });
  try {
    await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

const check = (what: string, ok: boolean, good: string, bad: string): Checked => ({ what, ok, words: ok ? good : bad });

/** '2020-06-24 08:30', in the county's time. */
const timeOf = (instant: string): string => {
  const { today, time } = momentOf(instant);
  return `${today} ${time}`;
};
