import { momentOf } from '../clock.js';
import { isDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { type ForeseenMail } from '../domain/foreseen.js';
import { type MailState } from '../domain/plan.js';
import { foresee, FORESEEN_KINDS } from '../foresight/foresee.js';
import { openProgram, type Program } from '../program.js';
import { readSettings } from '../settings.js';
import { MAIL_STATES } from '../web/mail-words.js';
import { examine } from './doctor.js';
import { exportToFile, importFile, read } from './plan.js';
import { user } from './user.js';
import { table } from './words.js';

/** What a command was given after its name. */
export interface Given {
  file?: string | undefined;
  /** Every word that is no option. */
  words?: readonly string[];
  options: Readonly<Record<string, string | boolean | undefined>>;
}

/** What a command has to say: words for a person, or one JSON document; `failed` makes the exit code 1. */
export interface Answer {
  words: string;
  json: unknown;
  failed?: boolean;
}

export interface Command {
  usage: string;
  what: string;
  run(given: Given): Promise<Answer>;
}

/** Runs work over the program, opened on the same settings and database as the server, and closes it. */
async function withProgram(work: (program: Program) => Promise<Answer>): Promise<Answer> {
  const program = await openProgram(readSettings(process.env));
  try {
    // Whoever opens an empty demonstration first plays it; a running server's clock is left alone.
    if (program.seeded) await program.runner.resume(null);
    return await work(program);
  } finally {
    await program.close();
  }
}

function dayOf({ options }: Given, name: string): string {
  const day = options[name];
  if (typeof day !== 'string' || !isDay(day))
    throw new RuleBroken('usage', {
      problem: `--${name} 应是 2020-06-30 这样的日期`,
      help: '例如：--from 2020-06-01 --to 2020-06-30',
    });
  return day;
}

/** The value of an option that has a list of values; undefined where it is not given. */
function oneOf<T extends string>({ options }: Given, name: string, values: readonly T[]): T | undefined {
  const value = options[name];
  if (value === undefined || values.includes(value as T)) return value as T | undefined;
  throw new RuleBroken('usage', {
    problem: `--${name} 没有“${String(value)}”这个值`,
    help: `可用：${values.join('、')}`,
  });
}

async function sweep(): Promise<Answer> {
  return withProgram(async ({ runner }) => {
    const { queued, delivered } = await runner.sweep();
    const words = `放入发件箱：提醒${queued.reminder ?? 0}封，催办${queued.chase ?? 0}封，报送提醒${queued['report-request'] ?? 0}封，督促提醒${queued['escalation'] ?? 0}封；发出${delivered.sent}封，暂存${delivered.held}封，未成${delivered.failed}封。`;
    return { words, json: { queued: { reminder: 0, chase: 0, ...queued }, delivered } };
  });
}

async function forecast(given: Given): Promise<Answer> {
  const [from, to] = [dayOf(given, 'from'), dayOf(given, 'to')];
  const kind = oneOf(given, 'kind', FORESEEN_KINDS);
  if (to < from) throw new RuleBroken('usage', { problem: '--to 早于 --from', help: '请写成先后的两天' });
  return withProgram(async ({ storage, clock }) => {
    const { today } = clock.now();
    const mails = await storage.read((stores) => foresee(stores, { from, to, today, supposed: {} }));
    const kept = kind ? mails.filter((mail) => mail.kind === kind) : mails;
    const rows = kept.map((mail) => [mail.on, mail.toName, mail.subject]);
    return { words: `${table(rows)}\n共${kept.length}封`.trimStart(), json: kept.map(printed) };
  });
}

/** A foreseen mail as the command prints it. */
const printed = ({ on, kind, to, toName, subject, items }: ForeseenMail) => ({
  ...{ on, kind, to, unit: toName, subject },
  items: items.map(({ measure, phase, dueOn, rule }) => ({ measure, phase, dueOn, rule })),
});
async function outbox(given: Given): Promise<Answer> {
  const state = oneOf<MailState>(given, 'state', Object.keys(MAIL_STATES) as MailState[]);
  return withProgram(async ({ storage }) => {
    const { total, mails } = await storage.read((stores) =>
      stores.outbox.list({ states: state && [state], limit: 1000, offset: 0 }),
    );
    const rows = mails.map((mail) => {
      const at = momentOf(mail.sentAt ?? mail.queuedAt);
      return [`${at.today} ${at.time}`, mail.state, mail.kind, mail.toName, mail.subject ?? ''];
    });
    return { words: `${table(rows)}\n共${total}封`.trimStart(), json: { total, mails } };
  });
}

async function doctor(): Promise<Answer> {
  return withProgram(async (program) => {
    const checked = await examine(program);
    const words = checked.map(({ what, ok, words: said }) => `${ok ? '  好' : '有问题'}  ${what}：${said}`).join('\n');
    return { words, json: checked, failed: checked.some(({ ok }) => !ok) };
  });
}

/** Every command of the terminal, by name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  read: { usage: 'read 文件', what: '读取印发的方案，说明读到了什么、有哪些疑点；不碰数据库', run: read },
  import: {
    usage: 'import 文件 [--activate]',
    what: '把印发的方案，或用 export 导出的方案（.json），存为草稿，或同时启用',
    run: (given) => importFile(given, withProgram),
  },
  export: {
    usage: 'export 方案号 [文件.json]',
    what: '把方案（正文、措施、分工、阶段、单位、疑点、规则，不含办理情况）写成一个文件，可在别处导入；不写文件名则打印出来',
    run: (given) => exportToFile(given, withProgram),
  },
  sweep: { usage: 'sweep', what: '把到现在为止该发的提醒放入发件箱并发出；再运行一次不会重复', run: sweep },
  forecast: {
    usage: `forecast --from 日期 --to 日期 [--kind ${FORESEEN_KINDS.join('|')}]`,
    what: '如无人办结，这些日子会发哪些邮件；不改动任何内容',
    run: forecast,
  },
  outbox: {
    usage: 'outbox [--state pending|sent|held|dead|obsolete|cancelled]',
    what: '列出排队和已发的邮件',
    run: outbox,
  },
  user: {
    usage: 'user add 登录名 --name 姓名 --role 角色 [--unit 单位] | list | disable | enable | reset-password 登录名',
    what: '管理账号；新增和重置时打印一次性的设置密码链接，请当面转交（reset-password --second-factor 同时重置两步验证）',
    run: (given) => user(given, withProgram),
  },
  doctor: {
    usage: 'doctor',
    what: '检查设置、数据库、放假安排、日程、磁盘，并登录邮件服务器试连（不发邮件）；有问题时退出码为1',
    run: doctor,
  },
};
