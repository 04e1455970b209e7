import { join, resolve } from 'node:path';
import { z } from 'zod';
import { isInstant } from './clock.js';
import { RuleBroken } from './domain/errors.js';
import { type PasswordPolicy } from './domain/passwords.js';

/** What the environment (or `.env`) says, checked; see `.env.example` for each name. */
export interface Settings {
  mode: 'demo' | 'live';
  port: number;
  /** Whether PORT was given: a taken port is then an error; otherwise the next free one is taken. */
  portGiven: boolean;
  host: string;
  baseUrl: string | null;
  dataDir: string;
  databaseUrl: string | null;
  /** Where a demonstration clock starts; null in live mode. */
  clockStart: string | null;
  /** Whether LUOSHI_CLOCK was given, so that a clock found in the database is moved on to it. */
  clockGiven: boolean;
  smtpUrl: string | null;
  /** A file of certificates that vouch for the mail server's own; null: those that Node knows. */
  smtpCa: string | null;
  /** How many mails may leave in a minute; null: as many as there are. */
  mailPerMinute: number | null;
  mailFrom: string;
  /** The mailbox in which answers arrive; null: answers by mail are not asked for. */
  imapUrl: string | null;
  /** The folder of that mailbox into which a copy of every mail of ours is put: it says whether one has arrived; null: nothing does. */
  imapArchive: string | null;
  /** The address for answers, its star in the place of a mail's signature; null: they come to `mailFrom`. */
  replyTo: string | null;
  passwordPolicy: PasswordPolicy;
}

const DEMO_START = '2020-06-24T08:00+08:00';
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
const url = (schemes: string[], words: string) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), words);

const SCHEMA = z.object({
  LUOSHI_MODE: z.enum(['demo', 'live'], { error: '只能是 demo（演示）或 live（正式）' }).default('demo'),
  PORT: z.coerce
    .number({ error: '应是 0 到 65535 的整数' })
    .int('应是 0 到 65535 的整数')
    .min(0, '应是 0 到 65535 的整数')
    .max(65_535, '应是 0 到 65535 的整数')
    .optional(),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: url(['http:', 'https:'], '应是 http:// 或 https:// 开头的地址，用于邮件里的链接').optional(),
  LUOSHI_DATA: z.string().default('./data'),
  DATABASE_URL: url(['postgres:', 'postgresql:'], '应是 postgres:// 开头的地址；用 SQLite 时不填').optional(),
  LUOSHI_CLOCK: z
    .string()
    .refine((text) => text === 'real' || isInstant(text), '应是 real 或带时区的时刻，如 2020-06-24T08:00+08:00')
    .optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], '应是 smtp:// 或 smtps:// 开头的地址；不填时邮件写成文件').optional(),
  SMTP_CA: z.string().optional(),
  MAIL_PER_MINUTE: z.coerce
    .number({ error: '应是 0 到 100000 的整数，0 为不限' })
    .int('应是 0 到 100000 的整数，0 为不限')
    .min(0, '应是 0 到 100000 的整数，0 为不限')
    .max(100_000, '应是 0 到 100000 的整数，0 为不限')
    .default(0),
  PASSWORD_POLICY: z
    .enum(['mlps', 'asvs'], { error: '只能是 mlps（等保：四类字符中的三类）或 asvs（只看长度和常见密码）' })
    .default('mlps'),
  IMAP_URL: url(['imap:', 'imaps:'], '应是 imap:// 或 imaps:// 开头的地址；不填时不收回信').optional(),
  IMAP_ARCHIVE: z.string().optional(),
  REPLY_TO: z
    .string()
    .regex(
      /^[^\s@<>"',;:()*]*\*?@[^\s@<>"',;:()*]+$/,
      '应是邮箱地址，如 luoshi@example.gov.cn 或 luoshi+*@example.gov.cn',
    )
    .optional(),
  MAIL_FROM: z.string().includes('@', { error: '应含邮箱地址，如 领导小组办公室 <office@example.gov.cn>' }).optional(),
});

/** The names of all settings: the contract test holds `.env.example` and the README to them. */
export const SETTING_NAMES = Object.keys(SCHEMA.shape);

/** Reads the settings from an environment; throws `RuleBroken('settings', { problems })` with every problem at once. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, env[name]?.trim() || undefined]));
  const parsed = SCHEMA.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(
        (issue) => `${String(issue.path[0])}：${issue.message}（现为“${given[String(issue.path[0])] ?? ''}”）`,
      );
  const mode = given.LUOSHI_MODE === 'live' ? 'live' : 'demo';
  const host = given.HOST ?? '127.0.0.1';
  if (mode === 'demo' && !LOOPBACK.includes(host))
    problems.push(`HOST：演示模式只在本机开放（127.0.0.1），现为“${host}”；对外服务请用 LUOSHI_MODE=live`);
  if (mode === 'live' && given.LUOSHI_CLOCK && given.LUOSHI_CLOCK !== 'real')
    problems.push('LUOSHI_CLOCK：正式模式只能用真实时间（real），演示时钟只用于 demo');
  if (mode === 'live' && !given.BASE_URL) problems.push('BASE_URL：正式模式必须填写，邮件里的链接要用它');
  if (given.SMTP_URL && !given.MAIL_FROM) problems.push('MAIL_FROM：填了 SMTP_URL 就必须填写发件人');
  if (given.REPLY_TO && !given.IMAP_URL) problems.push('REPLY_TO：填了回信地址就必须填写收回信的 IMAP_URL');
  if (given.IMAP_ARCHIVE && !given.IMAP_URL) problems.push('IMAP_ARCHIVE：填了存档文件夹就必须填写它所在的 IMAP_URL');
  if (problems.length > 0 || !parsed.success) throw new RuleBroken('settings', { problems });
  const values = parsed.data;
  const clock = values.LUOSHI_CLOCK ?? (mode === 'demo' ? DEMO_START : 'real');
  return {
    mode,
    port: values.PORT ?? 3000,
    portGiven: values.PORT !== undefined,
    host: values.HOST,
    baseUrl: values.BASE_URL?.replace(/\/+$/, '') ?? null,
    dataDir: resolve(values.LUOSHI_DATA),
    databaseUrl: values.DATABASE_URL ?? null,
    clockStart: clock === 'real' ? null : clock,
    clockGiven: values.LUOSHI_CLOCK !== undefined,
    smtpUrl: values.SMTP_URL ?? null,
    smtpCa: values.SMTP_CA ?? null,
    mailPerMinute: values.MAIL_PER_MINUTE || null,
    imapUrl: values.IMAP_URL ?? null,
    imapArchive: values.IMAP_ARCHIVE ?? null,
    replyTo: values.REPLY_TO ?? null,
    passwordPolicy: values.PASSWORD_POLICY,
    mailFrom: values.MAIL_FROM ?? '领导小组办公室 <office@luoshi.invalid>',
  };
}

/** The address of the pages: the one that was set, or where the program listens. */
export function pageAddress({ baseUrl, host, port }: Settings): string {
  return baseUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** How mails say that they can be answered; null where no answers are taken in. */
export function answersOf({ imapUrl, replyTo }: Settings): { replyTo: string | null } | null {
  return imapUrl === null ? null : { replyTo };
}

/** Whether users reach the pages over TLS: cookies are then `Secure`, and browsers are told never to come without. */
export function isHttps({ baseUrl }: Pick<Settings, 'baseUrl'>): boolean {
  return baseUrl?.startsWith('https:') ?? false;
}

/** The file of the SQLite database. */
export function sqliteFile(settings: Settings): string {
  return join(settings.dataDir, 'luoshi.sqlite');
}

/** The folder where mails are written as `.eml` when there is no SMTP server. */
export function mailDir(settings: Settings): string {
  return join(settings.dataDir, 'mail');
}

/** The folder of uploaded files, under random names. */
export function attachmentDir(settings: Settings): string {
  return join(settings.dataDir, 'attachments');
}
