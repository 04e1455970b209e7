import { type Plan } from '../../src/domain/plan.js';
import { composeMail, type MailFacts } from '../../src/mail/compose.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type NamedAssignment } from '../../src/storage/stores/assignments.js';
import { calendarWith } from '../../src/working-days.js';
import { TEMPLATES } from '../rendering/templates.js';

const world = { engine: createViewEngine(TEMPLATES), calendar: calendarWith([]) };
const TODAY = '2020-06-22';
const plan = (rules = '{}') =>
  ({ id: 1, title: '解困脱困工作方案', docNumber: null, rules }) as unknown as Omit<Plan, 'text'>;
const item = (id: number, dueOn = '2020-06-30') =>
  ({
    ...{ id, dueOn, stage: 'underway', opensOn: '2020-05-12', completedOn: null, rectifyBy: null, role: 'lead' },
    ...{ measureNumber: `${id}.`, measureTitle: '核查', phasePosition: 0, phaseTitle: '摸排' },
  }) as unknown as NamedAssignment;
const items = (many: number) => Array.from({ length: many }, (_, i) => item(i + 1));
const mailOf = (facts: Partial<MailFacts>) =>
  composeMail(
    {
      ...{ kind: 'reminder', unitName: '县财政局', plan: plan(), items: [], asked: [], alsoLate: [], missed: null },
      ...{ instructions: [], event: null, link: 'http://x/l/1', number: null, ...facts },
    },
    TODAY,
    world,
  );
const asked = (many: number, period: string) => items(many).map((one) => ({ item: one, period }));

describe('a mail lists no more items than the plan’s rule', () => {
  test.each([
    ['as a rule thirty', '{}', 30, 5],
    ['or as many as the plan says', '{"mailItems":10}', 10, 25],
    ['and all where they are few', '{"mailItems":60}', 35, 0],
  ])('%s', (_name, rules, shown, more) => {
    const { text, html } = mailOf({ plan: plan(rules), items: items(35) });
    for (const body of [text, html]) {
      expect(body.match(/l\/1\?item/g)?.length).toBe(shown);
      if (more > 0) expect(body).toContain(`另有${more}项，见填报页面（免登录）`);
      else expect(body).not.toContain('另有');
    }
  });

  test('with those whose report is asked for among them', () => {
    const { text } = mailOf({ kind: 'report-request', asked: asked(33, '2020-06-24') });
    expect(text).toContain('另有3项，见填报页面（免登录）');
  });
});

/** The headings of a mail in their order. */
const headingsIn = (text: string) => [...text.matchAll(/^── (.*) ──$/gm)].map(([, heading]) => heading);

describe('what is late goes first', () => {
  const [late, other, ahead] = [item(1, '2020-06-18'), item(2, '2020-06-19'), item(3)];
  test.each<[string, Partial<MailFacts>, string[]]>([
    ['in a reminder', { items: [ahead], alsoLate: [late] }, ['已逾期', '临近到期']],
    ['in a chase', { kind: 'chase', items: [ahead, late], alsoLate: [other] }, ['已逾期', '其他逾期事项', '临近到期']],
    [
      'in a request for reports',
      { kind: 'report-request', asked: [{ item: ahead, period: '2020-06-24' }], alsoLate: [late] },
      ['已逾期', '请报送本期进展'],
    ],
  ])('%s', (_name, facts, headings) => {
    expect(headingsIn(mailOf(facts).text)).toEqual(headings);
  });
});

test('a notice of what is assigned groups it by phase, each with its own day; a day of a measure’s own stands beside it', () => {
  const second = { phasePosition: 1, phaseTitle: '集中攻坚', phaseDueOn: '2020-10-31' };
  const assigned = [item(1, '2020-07-31'), item(2, '2020-10-31'), item(3, '2020-09-30')];
  const first = { ...item(4), phasePosition: 0, phaseTitle: '摸排', phaseDueOn: '2020-06-30' };
  const { text } = mailOf({ kind: 'assigned', items: [...assigned.map((one) => ({ ...one, ...second })), first] });
  expect(headingsIn(text)).toEqual(['第一阶段 摸排（6月30日前）', '第二阶段 集中攻坚（10月31日前）']);
  expect(text).toMatch(/7月31日（周五）前[^]*9月30日（周三）前[^]*10月31日（周六）前/);
});

describe('a mail that only asks for reports', () => {
  test.each([
    ['2020-06-24', '2项进展6月24日前报送', '请于6月24日（周三）前（含当日）报送2项工作的本期进展。'],
    ['2020-06-22', '2项进展今天报送', '今天（6月22日）是报送日，请报送2项工作的本期进展。'],
    ['2020-06-19', '2项进展6月19日应报未报', '2项工作6月19日应报的进展尚未收到，请尽快报送。'],
  ])('for %s says first what is asked until when', (period, news, ask) => {
    const { subject, text } = mailOf({ kind: 'report-request', asked: asked(2, period) });
    expect(subject).toBe(`【解困脱困】县财政局：${news}`);
    expect(text.split('\n')[2]).toBe(`　　${ask}`);
    expect(text).toContain('── 请报送本期进展 ──');
  });

  test('says what else is late, and names an item once', () => {
    const late = item(1, '2020-06-19');
    const { subject, text } = mailOf({
      kind: 'report-request',
      asked: [...asked(2, '2020-06-24').slice(1), { item: late, period: '2020-06-24' }],
      alsoLate: [late],
    });
    expect(subject).toBe('【解困脱困】县财政局：2项进展6月24日前报送；1项逾期');
    expect(text).toContain('报送2项工作的本期进展；其中1项工作已逾期，请抓紧办理并报送进展。');
    expect(text.match(/1\.核查/g)).toHaveLength(1);
    expect(headingsIn(text)).toEqual(['已逾期', '请报送本期进展']);
  });
});

test('a reminder asks for the report in the same sentence, and for one that is missing besides', () => {
  const { subject, text, html } = mailOf({
    ...{ items: items(2), asked: asked(2, '2020-06-24'), missed: { count: 3, period: '2020-06-10' } },
    instructions: [{ leaderName: '王副组长', text: '<b>抓紧</b>', dueOn: '2020-06-24' }],
  });
  expect(subject).toBe('【解困脱困】县财政局：2项6月30日到期，还剩5个工作日；2项进展6月24日前报送');
  expect(text).toContain('请按期办结；请于6月24日（周三）前（含当日）报送这些工作的本期进展。');
  expect(text).toContain('此外，3项工作6月10日应报的进展至今未报，请一并报送。');
  expect(text).toContain('另有1件领导批示待报办理情况：王副组长批示“<b>抓紧</b>”（6月24日前报办理情况）。');
  expect(html).not.toContain('<b>抓紧');
  expect(text.match(/── .* ──/g)).toEqual(['── 临近到期 ──']);
});

test('of many instructions the first three are said and the others counted', () => {
  const instructions = [1, 2, 3, 4, 5].map((n) => ({ leaderName: '王副组长', text: `第${n}件`, dueOn: '2020-06-24' }));
  const { text } = mailOf({ items: items(1), instructions });
  expect(text).toContain('另有5件领导批示待报办理情况');
  expect(text).toContain('第3件”（6月24日前报办理情况）；还有2件，请登录查看。');
  expect(text).not.toContain('第4件');
});
