import { simpleParser } from 'mailparser';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { actOnAssignment } from '../../src/acts/act-on-assignment.js';
import { isWorkday } from '../../src/domain/calendar.js';
import { plusDays } from '../../src/domain/day.js';
import { type Program } from '../../src/program.js';
import { mailDir } from '../../src/settings.js';
import { calendarWith } from '../../src/working-days.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { form, mailbox, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

const calendar = calendarWith([]);

/** Nobody acts: the days on which each of the 23 units gets one mail, and of which kind. A clerk can check each on a calendar. */
const MAIL_DAYS: Readonly<Record<string, string>> = {
  '2020-05-12': 'assigned',
  ...Object.fromEntries(['06-08', '06-15', '06-22', '06-24', '06-29', '06-30'].map((d) => [`2020-${d}`, 'reminder'])),
  // Phase one is late: +1, +3, +5 working days; then the cap holds until August.
  ...Object.fromEntries(['07-01', '07-03', '07-07', '08-04', '08-11', '08-18'].map((d) => [`2020-${d}`, 'chase'])),
  ...Object.fromEntries(['08-10', '08-17', '08-24', '08-26', '08-28', '08-31'].map((d) => [`2020-${d}`, 'reminder'])),
  // Phase two is late too; phase one has its weekly chases on 1, 8 and 15 September.
  ...Object.fromEntries(['09-01', '09-03', '09-07', '09-08', '09-15'].map((d) => [`2020-${d}`, 'chase'])),
  ...Object.fromEntries(
    ['10-12', '10-13', '10-19', '10-20', '10-26', '10-27', '10-28', '10-30'].map((d) => [`2020-${d}`, '']),
  ),
  // The report of each period two working days before its day, on it, and the working day after: where nothing else leaves.
  ...Object.fromEntries(
    [
      // For 10 and 24 June; the first request of the one comes with the reminder of the 8th, two of the other on the 22nd and 24th.
      ...['06-10', '06-11', '06-28'],
      // For 24 July, for 10 August (the rest comes with what leaves on the 10th and 11th) and for the 25th.
      ...['07-22', '07-24', '07-27', '08-06', '08-21', '08-25'],
      // For 25 September, 10 and 23 October: Sunday 27 September and Saturday 10 October are worked on.
      ...['09-23', '09-25', '09-27', '09-30', '10-10', '10-21', '10-23'],
    ].map((d) => [`2020-${d}`, 'report-request']),
  ),
  ...Object.fromEntries(['11-02', '11-03', '11-04', '11-06', '11-10'].map((d) => [`2020-${d}`, ''])),
};

describeOnEachDatabase('the plan of 2020, day by day, if nobody acts', (_open, place) => {
  test('every unit hears of it on the right working days, once a day, and the pages follow', async () => {
    const at = place();
    // The whole plan on one database; that the other reckons alike is seen past the first phase's end.
    const last = 'postgresUrl' in at ? '2020-07-15' : '2020-11-15';
    const program = await openTestProgram({
      clock: '2020-05-12T08:00+08:00',
      databaseUrl: 'postgresUrl' in at ? at.postgresUrl : undefined,
    });
    const server = await startTestServer(program);
    try {
      const office = await server.signIn('office');
      for (let day = '2020-05-13'; day <= last; day = plusDays(day, 1)) {
        const moved = await office('/demo/clock', form({ to: day }));
        expect(moved.status).toBe(303);
        const check = ON_THE_DAY[day];
        if (check) await check(server, office);
      }
      const mails = await allMails(program);
      expect(mails.every((mail) => mail.state === 'sent')).toBe(true);
      const byDay = new Map<string, typeof mails>();
      for (const mail of mails) byDay.set(mail.day, [...(byDay.get(mail.day) ?? []), mail]);
      expect([...byDay.keys()].sort()).toEqual(
        Object.keys(MAIL_DAYS)
          .filter((day) => day <= last)
          .sort(),
      );
      for (const [day, own] of byDay) {
        expect(isWorkday(calendar, day)).toBe(true);
        expect({ day, mails: own.length, units: new Set(own.map((mail) => mail.unitId)).size }).toEqual({
          day,
          mails: 23,
          units: 23,
        });
        if (MAIL_DAYS[day])
          expect({ day, kinds: [...new Set(own.map((mail) => mail.kind))] }).toEqual({ day, kinds: [MAIL_DAYS[day]] });
      }
      expect(await mailbox(program)).toHaveLength(mails.length);
    } finally {
      await server.close();
    }
  }, 240_000);
});

/** What the pages say in the morning of a day. */
const ON_THE_DAY: Readonly<Record<string, (server: TestServer, office: Visitor) => Promise<void>>> = {
  '2020-06-24': async (_server, office) => {
    expect(await standings(office)).toEqual({ 'due-soon': 57, 'not-open': 114 });
    expect(await says(office, '第一阶段还剩3个工作日')).toBe(true);
  },
  // A holiday: nothing is said, the light does not change, no working day is lost.
  '2020-06-25': async (_server, office) => {
    expect(await says(office, '（端午放假）')).toBe(true);
    expect(await standings(office)).toEqual({ 'due-soon': 57, 'not-open': 114 });
  },
  '2020-06-30': async (_server, office) => {
    expect(await says(office, '第一阶段今天到期')).toBe(true);
    expect(await standings(office)).toEqual({ 'due-soon': 57, 'not-open': 114 });
  },
  '2020-07-01': async (_server, office) => {
    expect(await standings(office)).toEqual({ overdue: 57, 'on-track': 57, 'not-open': 57 });
    expect(await says(office, '到期日6月30日，已逾期1个工作日')).toBe(true);
  },
  // The deadline is a Saturday: it stays the 31st, the last reminder left on Friday the 30th.
  '2020-10-31': async (_server, office) => {
    expect(await standings(office)).toEqual({ overdue: 114, 'due-soon': 57 });
  },
  '2020-11-01': async (_server, office) => {
    expect(await standings(office)).toEqual({ overdue: 171 });
  },
};

/** Whether the overview has these words. */
async function says(office: Visitor, words: string): Promise<boolean> {
  return (await (await office('/')).text()).includes(words);
}

async function standings(office: Visitor): Promise<unknown> {
  return ((await (await office('/api/v1/plans/1/standings')).json()) as { totals: unknown }).totals;
}

async function allMails(program: Program) {
  const { mails } = await program.storage.read((stores) => stores.outbox.list({ limit: 5000, offset: 0 }));
  return mails;
}

test('a unit that completes gets no more reminders; a returned completion brings them back', async () => {
  const program = await openTestProgram({ clock: '2020-06-20T09:00+08:00' });
  const server = await startTestServer(program);
  try {
    const office = await server.signIn('office');
    const unit = await program.storage.read((stores) => stores.plans.unitByName('县公安局'));
    const [item] = await program.storage.read((stores) => stores.assignments.ofUnit(unit?.id ?? 0));
    const act = (name: 'complete' | 'return' | 'accept', version: number, reason = '') =>
      program.storage.write((stores) =>
        actOnAssignment(
          stores,
          { id: item?.id ?? 0, version, act: name, reason },
          { ...program.clock.now(), actor: '测试' },
        ),
      );
    await act('complete', 1);
    await office('/demo/clock', form({ to: '2020-06-23' }));
    // On the 10th and 11th its report was asked for.
    const june = ['2020-06-08', '2020-06-10', '2020-06-11', '2020-06-15'];
    expect(await daysMailed(program, unit?.id)).toEqual(['2020-05-12', ...june]);
    await act('return', 2, '缺少汇总表');
    await office('/demo/clock', form({ to: '2020-06-24' }));
    expect(await daysMailed(program, unit?.id)).toContain('2020-06-24');
    await act('complete', 3);
    await act('accept', 4);
    await office('/demo/clock', form({ to: '2020-08-01' }));
    // What leaves later asks for the first report of its next phase.
    const said = await program.storage.read((stores) => stores.outbox.saidFor([item?.id ?? 0]));
    expect(
      said
        .map(({ day }) => day)
        .sort()
        .at(-1),
    ).toBe('2020-06-24');
    const page = await (await office(`/assignments/${item?.id}`)).text();
    expect(page).toContain('已办结');
    expect(page).toContain('缺少汇总表');
  } finally {
    await server.close();
  }
});

async function daysMailed(program: Program, unitId = 0): Promise<string[]> {
  return (await allMails(program))
    .filter((mail) => mail.unitId === unitId)
    .map((mail) => mail.day)
    .sort();
}

test('after an outage one mail with the latest step leaves, not the pile', async () => {
  const program = await openTestProgram({ clock: '2020-06-05T09:00+08:00' });
  try {
    const before = (await mailbox(program)).length;
    // The program was off from 5 to 29 June: five steps were missed.
    program.clock.set('2020-06-29T02:00:00.000Z');
    expect((await program.runner.sweep()).queued).toEqual({
      reminder: 23,
      chase: 0,
      'report-request': 0,
      escalation: 0,
    });
    expect((await program.runner.sweep()).queued).toEqual({
      reminder: 0,
      chase: 0,
      'report-request': 0,
      escalation: 0,
    });
    expect((await mailbox(program)).length - before).toBe(23);
    const { mails } = await program.storage.read((stores) =>
      stores.outbox.list({ kind: 'reminder', limit: 50, offset: 0 }),
    );
    const items = await program.storage.read((stores) => stores.outbox.items(mails[0]?.id ?? 0));
    expect(new Set(items.map((item) => item.rule))).toEqual(new Set(['T-1', 'R+1:2020-06-24']));
  } finally {
    await program.close();
  }
});

test('a mail is a mail: Chinese subject, text and HTML both readable, every item with its link', async () => {
  const program = await openTestProgram({ env: { BASE_URL: 'http://luoshi.test' } });
  try {
    const name = (await mailbox(program)).find((file) => file.includes('2020-06-22-reminder')) ?? '';
    const raw = await readFile(join(mailDir(program.settings), name));
    const mail = await simpleParser(raw);
    expect(mail.subject).toMatch(/^【解困脱困】.+：\d+项6月30日到期，还剩5个工作日(；\d+项进展6月24日前报送)?$/);
    expect(mail.date?.toISOString()).toBe('2020-06-22T00:30:00.000Z');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.messageId).toMatch(/^<[0-9a-f]{32}@luoshi>$/);
    for (const part of [mail.text ?? '', mail.html || '']) {
      expect(part).toContain('到期日6月30日，还剩5个工作日');
      expect(part).toMatch(/http:\/\/luoshi\.test\/l\/[\w-]{32}\?item(=|&#x3D;)\d+/);
      expect(part).toContain('领导小组办公室');
    }
    expect(mail.text).not.toMatch(/[<>]|&\w+;/);
    // RFC 5322: every line ends in CRLF and none is over 998 octets.
    expect(/[^\r]\n/.test(raw.toString('latin1'))).toBe(false);
    expect(
      Math.max(
        ...raw
          .toString('latin1')
          .split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(998);
  } finally {
    await program.close();
  }
});
