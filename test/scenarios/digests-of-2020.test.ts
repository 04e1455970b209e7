import { simpleParser } from 'mailparser';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { enterAddressees } from '../../src/demonstration/addressees.js';
import { type LeaderFigures } from '../../src/domain/digest.js';
import { type OutboxMail } from '../../src/domain/plan.js';
import { foresee } from '../../src/foresight/foresee.js';
import { type Program } from '../../src/program.js';
import { mailDir } from '../../src/settings.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { closeTestProgram, mailbox, openTestProgram } from '../support/program.js';

/** What the leaders of the plan of 2020 read if nobody acts; a clerk can check each day on a calendar. */
const ISSUES: readonly [day: string, subject: string, change: string][] = [
  // The first Monday, and the first Mondays of months in which nothing happens.
  ['2020-05-18', '第一阶段剩30个工作日：8项措施 均无逾期和临期', '— — —'],
  ['2020-06-01', '第一阶段剩20个工作日：8项措施 均无逾期和临期', '0 0 0'],
  // T-10: everything of the first phase turns yellow.
  ['2020-06-15', '第一阶段剩10个工作日：8项措施 8黄', '0 +57 0'],
  ['2020-06-30', '第一阶段今天到期：8项措施 8黄', '0 0 0'],
  ['2020-07-01', '第一阶段已到期，办结0/57：8项措施 8红', '0 -57 +57'],
  // Red: each Monday.
  ['2020-07-06', '第二阶段剩40个工作日：8项措施 8红', '0 0 0'],
  ['2020-07-13', '第二阶段剩35个工作日：8项措施 8红', '0 0 0'],
  ['2020-07-20', '第二阶段剩30个工作日：8项措施 8红', '0 0 0'],
  ['2020-07-27', '第二阶段剩25个工作日：8项措施 8红', '0 0 0'],
  ['2020-08-03', '第二阶段剩20个工作日：8项措施 8红', '0 0 0'],
  ['2020-08-10', '第二阶段剩15个工作日：8项措施 8红', '0 0 0'],
  ['2020-08-17', '第二阶段剩10个工作日：8项措施 8红', '0 +57 0'],
  ['2020-08-24', '第二阶段剩5个工作日：8项措施 8红', '0 0 0'],
  // A Monday and a phase's last day: one issue.
  ['2020-08-31', '第二阶段今天到期：8项措施 8红', '0 0 0'],
  ['2020-09-01', '第二阶段已到期，办结0/57：8项措施 8红', '0 -57 +57'],
  ['2020-09-07', '第三阶段剩35个工作日：8项措施 8红', '0 0 0'],
  ['2020-09-14', '第三阶段剩30个工作日：8项措施 8红', '0 0 0'],
  ['2020-09-21', '第三阶段剩25个工作日：8项措施 8红', '0 0 0'],
  // 27 September is a Sunday on which offices work.
  ['2020-09-28', '第三阶段剩19个工作日：8项措施 8红', '0 0 0'],
  // National Day until Thursday the 8th; Saturday the 10th is a working day.
  ['2020-10-09', '第三阶段剩16个工作日：8项措施 8红', '0 0 0'],
  ['2020-10-12', '第三阶段剩14个工作日：8项措施 8红', '0 0 0'],
  ['2020-10-19', '第三阶段剩9个工作日：8项措施 8红', '0 +57 0'],
  ['2020-10-26', '第三阶段剩4个工作日：8项措施 8红', '0 0 0'],
  // The deadline is Saturday the 31st.
  ['2020-10-30', '第三阶段10月31日到期，今天是最后一个工作日：8项措施 8红', '0 0 0'],
  ['2020-11-02', '第三阶段已到期，办结0/57：8项措施 8红', '0 -57 +57'],
  ['2020-11-09', '各阶段均已到期：8项措施 8红', '0 0 0'],
];
/** The first working days of months; on 1 June, 1 July, 1 September and 2 November the leaders have theirs too. */
const HEAD_DAYS = ['2020-06-01', '2020-07-01', '2020-08-03', '2020-09-01', '2020-10-09', '2020-11-02'];

async function playedTo(day: string, databaseUrl?: string): Promise<Program> {
  const program = await openTestProgram({ clock: '2020-05-12T08:00+08:00', databaseUrl });
  await program.storage.write((stores) => enterAddressees(stores, 1, { ...program.clock.now(), actor: '办公室' }));
  await program.runner.moveTo(`${day}T01:00:00.000Z`);
  return program;
}

const mailsOf = async (program: Program, kind: 'digest' | 'unit-digest' | 'worklist') =>
  (await program.storage.read((stores) => stores.outbox.list({ kind, limit: 5000, offset: 0 }))).mails.reverse();

const days = (mails: readonly Pick<OutboxMail, 'day'>[]) => [...new Set(mails.map(({ day }) => day))];

describeOnEachDatabase('the digests of 2020, if nobody acts', (_open, place) => {
  test('reach each leader on these days with these words, heads of units monthly, and never two a person and day', async () => {
    const at = place();
    // Past the first phase's end; the whole year stands in the list of all mails of 2020, and is foreseen below.
    const [last, databaseUrl] = ['2020-07-06', 'postgresUrl' in at ? at.postgresUrl : undefined];
    const program = await playedTo(last, databaseUrl);
    const issuesUpTo = ISSUES.filter(([day]) => day <= last);
    const headDays = HEAD_DAYS.filter((day) => day <= last);
    try {
      const mails = await mailsOf(program, 'digest');
      expect([...new Set(mails.map((mail) => mail.toName))].sort()).toEqual(
        ['组长 李广清', '副组长 何劲松', '副组长 符健友', '副组长 符秀琼'].sort(),
      );
      expect(mails).toHaveLength(issuesUpTo.length * 4);
      const { rows } = await program.storage.read((stores) =>
        stores.digests.page({ planId: 1, kinds: ['digest'], limit: 100, offset: 0 }),
      );
      const issues = await program.storage.read((stores) => stores.digests.byIds(rows.map(({ id }) => id)));
      const told = issues.map(({ day, figures }) => {
        const { numbers, before } = JSON.parse(figures) as LeaderFigures;
        const change = (of: 'done' | 'soon' | 'late') => {
          if (!before) return '—';
          const difference = numbers[of] - before[of];
          return difference > 0 ? `+${difference}` : String(difference);
        };
        const subjects = mails.filter((mail) => mail.day === day).map(({ subject }) => subject);
        expect(new Set(subjects).size).toBe(1);
        return [day, subjects[0]?.replace('【解困脱困】', ''), `${change('done')} ${change('soon')} ${change('late')}`];
      });
      expect(told).toEqual(issuesUpTo);
      expect(issues.map(({ nth }) => nth)).toEqual(issuesUpTo.map((_, i) => i + 1));

      const heads = await mailsOf(program, 'unit-digest');
      expect(days(heads)).toEqual(headDays);
      expect(heads).toHaveLength(headDays.length * 23);
      // Doubts about the document wait from the first day; the first reports are missing after 10 June, the units were asked for them once more on the 11th.
      const lists = await mailsOf(program, 'worklist');
      expect(days(lists)[0]).toBe('2020-06-12');
      const all = [...mails, ...heads, ...lists];
      expect(all.every((mail) => mail.state === 'sent')).toBe(true);
      const perDay = all.map(({ sentAt, toAddress }) => `${sentAt?.slice(0, 10)} ${toAddress}`);
      expect(new Set(perDay).size).toBe(perDay.length);
    } finally {
      await closeTestProgram(program);
    }
  }, 240_000);
});

test('On the first day the year’s issues are foreseen as they will be made', async () => {
  const program = await openTestProgram({ clock: '2020-05-12T08:00+08:00', played: false });
  try {
    await program.storage.write((stores) => enterAddressees(stores, 1, { ...program.clock.now(), actor: '办公室' }));
    const asked = { from: '2020-05-12', to: '2020-11-13', today: '2020-05-12', supposed: {} };
    const mails = await program.storage.read((stores) => foresee(stores, asked));
    const leaders = mails.filter(({ kind }) => kind === 'digest');
    expect(leaders.filter(({ toName }) => toName === '组长 李广清').map(({ on, subject }) => [on, subject])).toEqual(
      ISSUES.map(([day, subject]) => [day, `【解困脱困】${subject}`]),
    );
    expect(leaders).toHaveLength(ISSUES.length * 4);
    const heads = mails.filter(({ kind }) => kind === 'unit-digest');
    expect(heads).toHaveLength(HEAD_DAYS.length * 23);
    // On the day after a phase each head has a mail of the ladder already, for want of a supervising leader: the issue waits for a day.
    const waits: Record<string, string> = {
      ...{ '2020-07-01': '2020-07-02', '2020-09-01': '2020-09-02', '2020-11-02': '2020-11-03' },
    };
    expect([...new Set(heads.map(({ on }) => on))]).toEqual(HEAD_DAYS.map((day) => waits[day] ?? day));
    const perDay = [...leaders, ...heads].map(({ on, to }) => `${on} ${to}`);
    expect(new Set(perDay).size).toBe(perDay.length);
  } finally {
    await closeTestProgram(program);
  }
}, 60_000);

test('An issue is made once a day, whoever sweeps and however often; what waits is told the next day', async () => {
  const program = await playedTo('2020-06-15');
  try {
    const before = await mailbox(program);
    expect(Object.values((await program.runner.sweep()).queued).filter((many) => many > 0)).toEqual([]);
    await program.runner.resume(null);
    expect(await mailbox(program)).toEqual(before);
    const [run] = await program.storage.read((stores) => stores.jobs.recent(1));
    expect([run?.job, run?.result]).toEqual(['digests', '{"digest":4}']);
  } finally {
    await closeTestProgram(program);
  }
}, 60_000);

test('A leader’s mail is told whole by its text, and its picture is inside it', async () => {
  const program = await playedTo('2020-07-01');
  try {
    const name = (await mailbox(program)).find((file) => file.startsWith('2020-07-01-digest')) ?? '';
    const raw = await readFile(join(mailDir(program.settings), name));
    const mail = await simpleParser(raw, { skipImageLinks: true });
    expect(mail.subject).toBe('【解困脱困】第一阶段已到期，办结0/57：8项措施 8红');
    const words = [
      ...['已办结', '0', '/171', '临期', '逾期', '57', '较上期 +57', '红色事项（57项，列最久的5项）', '单位未报原因'],
      ...['数字截至7月1日（周三）08:30，与6月30日（周二）08:30的上一期对比。', '另有52项逾期', '新增逾期'],
      ...['57项（县总工会8项、县财政局6项、县民政局5项等23个单位）', '8月31日（周一）到期，还剩43个工作日'],
    ];
    for (const part of [mail.text ?? '', (mail.html || '').replace(/<[^>]*>/g, '')])
      expect(words.filter((word) => !part.includes(word))).toEqual([]);
    // Which plan stands above the reader's name, who writes and when at the end.
    for (const part of [mail.text ?? '', (mail.html || '').replace(/<head>.*<\/head>|<[^>]*>/gs, '')]) {
      expect(part.indexOf('城市困难职工解困脱困')).toBeLessThan(part.indexOf('组长 李广清：'));
      expect(part).toMatch(/领导小组办公室\s*2020年7月1日/);
      expect(part).toContain('第一阶段已到期，办结0/57，8项措施中8项亮红灯。');
    }
    expect(mail.text?.match(/× 逾期/g)).toHaveLength(5);
    const [picture] = mail.attachments;
    expect(picture?.contentType).toBe('image/png');
    expect(mail.html).toContain(`src="cid:${picture?.cid}"`);
    expect(mail.html).not.toMatch(/src="(?!cid:)|url\(/);
    // As wide as a telephone shows it, twice as fine.
    expect(picture?.content.readUInt32BE(16)).toBe(654);
    expect(raw.length).toBeLessThan(160_000);
  } finally {
    await closeTestProgram(program);
  }
}, 60_000);
