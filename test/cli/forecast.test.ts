import { weekday } from '../../src/domain/day.js';
import { build, jsonOf, mailsIn, newFolder, removeFolders, rowsIn, run, tamper } from '../support/terminal.js';

interface ForeseenMail {
  on: string;
  kind: string;
  to: string;
  unit: string;
  subject: string;
  items: { measure: string; phase: string; dueOn: string; rule: string }[];
}

beforeAll(build);
afterAll(removeFolders);

describe('luoshi forecast', () => {
  let dataDir: string;
  const forecast = (...args: string[]) =>
    run('cli.js', ['forecast', ...args], { LUOSHI_DATA: dataDir, LUOSHI_CLOCK: '2020-05-12T08:00+08:00' });
  beforeAll(() => {
    dataDir = newFolder();
  });

  test('foresees every reminder of the first phase from the day the plan is issued', async () => {
    const asked = await forecast('--from', '2020-05-12', '--to', '2020-06-30', '--kind', 'reminder', '--json');
    const mails = jsonOf<ForeseenMail[]>(asked);
    expect(mails).toHaveLength(138);
    const days = new Map<string, Set<string>>();
    for (const { on, unit } of mails) days.set(on, (days.get(on) ?? new Set()).add(unit));
    expect([...days].map(([on, units]) => [on, units.size])).toEqual(
      ['2020-06-08', '2020-06-15', '2020-06-22', '2020-06-24', '2020-06-29', '2020-06-30'].map((on) => [on, 23]),
    );
    expect(mails.filter(({ on }) => [0, 6].includes(weekday(on)))).toEqual([]);
    expect(mails[0]).toEqual({
      ...{ on: '2020-06-08', kind: 'reminder', to: 'unit-01@baisha.example', unit: '县总工会' },
      subject: '【解困脱困】县总工会：8项6月30日到期，还剩15个工作日；8项进展6月10日前报送',
      items: expect.arrayContaining([
        {
          ...{ measure: '（一）精准识别，建档立卡', phase: '安排部署，调查摸底', dueOn: '2020-06-30', rule: 'T-15' },
        },
      ]) as unknown,
    });
  });

  test('changes nothing: no row, no mail', async () => {
    const [before, mails] = [rowsIn(dataDir), mailsIn(dataDir).length];
    const { code, out } = await forecast('--from', '2020-05-12', '--to', '2021-01-31');
    expect([code, mailsIn(dataDir).length]).toEqual([0, mails]);
    expect(out).toMatch(/共\d+封\n$/);
    expect(rowsIn(dataDir)).toEqual(before);
  });

  test('lets the last reminder before Saturday 31 October leave on Friday the 30th', async () => {
    const asked = await forecast('--from', '2020-10-01', '--to', '2020-10-31', '--json');
    const about = jsonOf<ForeseenMail[]>(asked).flatMap(({ on, items }) =>
      items.filter(({ dueOn }) => dueOn === '2020-10-31').map(({ rule }) => ({ on, rule })),
    );
    const last = about
      .map(({ on }) => on)
      .sort()
      .at(-1);
    expect([last, weekday(last ?? '')]).toEqual(['2020-10-30', 5]);
    expect(about.filter(({ rule }) => rule === 'T-0').every(({ on }) => on === '2020-10-30')).toBe(true);
  });

  test('narrows to chases', async () => {
    const asked = await forecast('--from', '2020-07-01', '--to', '2020-07-31', '--kind', 'chase', '--json');
    const days = new Set(jsonOf<ForeseenMail[]>(asked).map(({ on }) => on));
    expect([...days]).toEqual(['2020-07-01', '2020-07-03', '2020-07-07']);
  });
});

describe('luoshi forecast --kind digest', () => {
  test('foresees the issues to whoever can be written to', async () => {
    const dataDir = newFolder();
    const forecast = () =>
      run('cli.js', ['forecast', '--from', '2020-05-12', '--to', '2020-06-01', '--kind', 'digest'], {
        ...{ LUOSHI_DATA: dataDir, LUOSHI_CLOCK: '2020-05-12T08:00+08:00' },
      });
    expect((await forecast()).out).toBe('共0封\n');
    tamper(dataDir, `UPDATE contact SET mail = 'leader@baisha.example' WHERE name = '李广清'`);
    expect((await forecast()).out).toBe(
      [
        '2020-05-18  组长 李广清  【解困脱困】第一阶段剩30个工作日：8项措施 均无逾期和临期',
        '2020-06-01  组长 李广清  【解困脱困】第一阶段剩20个工作日：8项措施 均无逾期和临期',
        '共2封\n',
      ].join('\n'),
    );
  });
});
