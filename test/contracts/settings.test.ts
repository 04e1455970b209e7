import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { RuleBroken } from '../../src/domain/errors.js';
import { readSettings, SETTING_NAMES, type Settings } from '../../src/settings.js';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => (existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : null);

/** What `readSettings` has to complain of, each as its name; empty where it is content. */
function complaints(env: Record<string, string>): string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (!(error instanceof RuleBroken) || error.code !== 'settings') throw error;
    return (error.facts.problems as string[]).map((problem) => problem.split('：')[0] ?? '');
  }
}

describe('The settings are written down where somebody looks for them', () => {
  test('.env.example has a line for each setting and for no other, and changes nothing as it stands', () => {
    const example = read('.env.example') ?? '';
    const named = [...example.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual([...SETTING_NAMES].sort());
    expect(parseEnv(example)).toEqual({});
  });

  test('the defaults named in .env.example are those that the program takes', () => {
    const shown = parseEnv((read('.env.example') ?? '').replace(/^# ?(?=[A-Z][A-Z_]+=)/gm, ''));
    const { LUOSHI_MODE, HOST, PORT, LUOSHI_DATA, LUOSHI_CLOCK, MAIL_FROM } = shown as Record<string, string>;
    const shownAs = readSettings({ LUOSHI_MODE, HOST, PORT, LUOSHI_DATA, LUOSHI_CLOCK, MAIL_FROM });
    expect({ ...shownAs, portGiven: false, clockGiven: false }).toEqual(readSettings({}));
    expect(complaints(shown as Record<string, string>)).toEqual([]);
  });

  test('README.md names each setting', () => {
    const readme = read('README.md');
    if (readme === null) throw new Error('README.md is not there; it has to name every setting');
    expect(SETTING_NAMES.filter((name) => !new RegExp(`\\b${name}\\b`).test(readme))).toEqual([]);
  });
});

describe('Without any setting', () => {
  test.each<[what: keyof Settings, value: unknown]>([
    ['mode', 'demo'],
    ['port', 3000],
    ['portGiven', false],
    ['host', '127.0.0.1'],
    ['baseUrl', null],
    ['dataDir', join(process.cwd(), 'data')],
    ['databaseUrl', null],
    ['clockStart', '2020-06-24T08:00+08:00'],
    ['clockGiven', false],
    ['smtpUrl', null],
    ['mailFrom', '领导小组办公室 <office@luoshi.invalid>'],
  ])('%s is %j', (what, value) => {
    expect(readSettings({})[what]).toEqual(value);
  });
});

const LIVE = { LUOSHI_MODE: 'live', BASE_URL: 'https://luoshi.example.gov.cn' };

describe('These settings are taken', () => {
  test.each<[env: Record<string, string>, what: keyof Settings, value: unknown]>([
    [{ PORT: '0' }, 'port', 0],
    [{ PORT: ' 8080 ' }, 'port', 8080],
    [{ PORT: '' }, 'portGiven', false],
    [{ HOST: 'localhost' }, 'host', 'localhost'],
    [{ HOST: '::1' }, 'host', '::1'],
    [{ BASE_URL: 'https://a.example/luoshi///' }, 'baseUrl', 'https://a.example/luoshi'],
    [{ LUOSHI_DATA: '/srv/luoshi' }, 'dataDir', '/srv/luoshi'],
    [{ DATABASE_URL: 'postgresql://u@h/d' }, 'databaseUrl', 'postgresql://u@h/d'],
    [{ LUOSHI_CLOCK: 'real' }, 'clockStart', null],
    [{ LUOSHI_CLOCK: '2020-12-31T17:30:00Z' }, 'clockStart', '2020-12-31T17:30:00Z'],
    [LIVE, 'mode', 'live'],
    [LIVE, 'clockStart', null],
    [{ ...LIVE, HOST: '0.0.0.0' }, 'host', '0.0.0.0'],
    [{ ...LIVE, LUOSHI_CLOCK: 'real' }, 'clockStart', null],
    [{ SMTP_URL: 'smtp://h', MAIL_FROM: 'a@b' }, 'smtpUrl', 'smtp://h'],
    [{}, 'imapUrl', null],
    [{ IMAP_URL: 'imap://u:p@h', IMAP_ARCHIVE: 'Sent' }, 'imapArchive', 'Sent'],
    [{ IMAP_URL: 'imaps://u:p@h/INBOX' }, 'imapUrl', 'imaps://u:p@h/INBOX'],
    [{ IMAP_URL: 'imap://u:p@h', REPLY_TO: 'luoshi+*@b.cn' }, 'replyTo', 'luoshi+*@b.cn'],
    [{ IMAP_URL: 'imap://u:p@h', REPLY_TO: 'luoshi@b.cn' }, 'replyTo', 'luoshi@b.cn'],
  ])('%j: %s is %j', (env, what, value) => {
    expect(readSettings(env)[what]).toEqual(value);
  });
});

describe('These settings are refused', () => {
  test.each<[env: Record<string, string>, blamed: string[]]>([
    [{ LUOSHI_MODE: 'production' }, ['LUOSHI_MODE']],
    [{ PORT: 'http' }, ['PORT']],
    [{ PORT: '65536' }, ['PORT']],
    [{ PORT: '-1' }, ['PORT']],
    [{ PORT: '80.5' }, ['PORT']],
    [{ HOST: '0.0.0.0' }, ['HOST']],
    [{ HOST: '192.168.1.7' }, ['HOST']],
    [{ BASE_URL: 'luoshi.example.gov.cn' }, ['BASE_URL']],
    [{ BASE_URL: 'ftp://luoshi.example.gov.cn' }, ['BASE_URL']],
    [{ DATABASE_URL: 'mysql://h/d' }, ['DATABASE_URL']],
    [{ DATABASE_URL: './luoshi.sqlite' }, ['DATABASE_URL']],
    [{ LUOSHI_CLOCK: '2020-06-24' }, ['LUOSHI_CLOCK']],
    [{ LUOSHI_CLOCK: '2020-06-24T08:00' }, ['LUOSHI_CLOCK']],
    [{ LUOSHI_CLOCK: '2020-13-24T08:00+08:00' }, ['LUOSHI_CLOCK']],
    [{ SMTP_URL: 'smtp.example.gov.cn' }, ['SMTP_URL', 'MAIL_FROM']],
    [{ SMTP_URL: 'smtp://h' }, ['MAIL_FROM']],
    [{ MAIL_FROM: '办公室' }, ['MAIL_FROM']],
    [{ IMAP_URL: 'pop3://h' }, ['IMAP_URL']],
    [{ IMAP_URL: 'imap://h', REPLY_TO: '办公室 <a@b.cn>' }, ['REPLY_TO']],
    [{ IMAP_URL: 'imap://h', REPLY_TO: 'a+*x@b.cn' }, ['REPLY_TO']],
    [{ REPLY_TO: 'a@b.cn' }, ['REPLY_TO']],
    [{ IMAP_ARCHIVE: 'Sent' }, ['IMAP_ARCHIVE']],
    [{ LUOSHI_MODE: 'live' }, ['BASE_URL']],
    [{ ...LIVE, LUOSHI_CLOCK: '2020-06-24T08:00+08:00' }, ['LUOSHI_CLOCK']],
    [
      {
        PORT: 'x',
        HOST: '0.0.0.0',
        BASE_URL: 'x',
        DATABASE_URL: 'x',
        LUOSHI_CLOCK: 'x',
        SMTP_URL: 'x',
        MAIL_FROM: 'x',
      },
      ['PORT', 'BASE_URL', 'DATABASE_URL', 'LUOSHI_CLOCK', 'SMTP_URL', 'MAIL_FROM', 'HOST'],
    ],
  ])('%j: all at once, naming %j', (env, blamed) => {
    expect(complaints(env)).toEqual(blamed);
  });
});
