import { composeMail, type MailFacts, type PlanHead } from '../../src/mail/compose.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type NamedAssignment } from '../../src/storage/stores/assignments.js';
import { heightOfMail } from '../../src/web/mail-height.js';
import { calendarWith } from '../../src/working-days.js';
import { TEMPLATES } from '../rendering/templates.js';

const world = { engine: createViewEngine(TEMPLATES), calendar: calendarWith([]) };
const TODAY = '2020-06-22';
const TITLES = ['解困脱困工作方案', '夏季防汛工作方案', '扫黑除恶专项斗争方案'];
const planOf = (id: number, rules = '{}') =>
  ({ id, title: TITLES[id - 1], docNumber: id === 1 ? '白府办〔2020〕3号' : null, rules }) as unknown as PlanHead;
const item = (id: number, planId: number, dueOn = '2020-06-30') =>
  ({
    ...{ id, planId, dueOn, stage: 'underway', opensOn: '2020-05-12', completedOn: null, rectifyBy: null },
    ...{ measureNumber: `${id}.`, measureTitle: '核查', phasePosition: 0, phaseTitle: '摸排', role: 'lead' },
  }) as unknown as NamedAssignment;
const mailOf = (facts: Partial<MailFacts>, plans = [planOf(1), planOf(2), planOf(3)]) =>
  composeMail(
    {
      ...{ kind: 'reminder', unitName: '县财政局', plan: plans[0]!, items: [], asked: [], alsoLate: [], missed: null },
      ...{ instructions: [], event: null, link: 'http://x/l/1', number: null, ...facts },
      plans: new Map(plans.map((plan) => [plan.id, plan])),
    },
    TODAY,
    world,
  );

/** What a text has between the headings of its plans and after the last one's page. */
const partsOf = (text: string) => text.split(/\n■ /);

const addressed = (html: string) => html.replaceAll('&#x3D;', '=');

describe('a mail of two plans', () => {
  const mail = mailOf({ kind: 'chase', items: [item(1, 1), item(2, 2, '2020-06-19'), item(3, 1, '2020-06-24')] });

  test('names both in its subject and its letterhead, the plan of the most pressing item first', () => {
    expect(mail.subject).toBe(
      '【夏季防汛、解困脱困】县财政局：1项逾期；1项6月24日到期，还剩2个工作日；另有1项临近到期',
    );
    expect(mail.html).toContain('领导小组办公室 · 夏季防汛、解困脱困<br />');
    expect(mail.text).toContain('依据：夏季防汛工作方案；解困脱困工作方案（白府办〔2020〕3号）\n');
  });

  test('lists the items of each under its title, with its own page after them', () => {
    const [opening, flood, poverty] = partsOf(mail.text);
    expect([opening, flood, poverty].map((part) => part?.match(/\?item=\d+/g) ?? [])).toEqual([
      [],
      ['?item=2'],
      ['?item=3', '?item=1'],
    ]);
    expect(flood).toMatch(/^夏季防汛工作方案\n[^]*── 已逾期 ──[^]*\n填报页面（免登录）：http:\/\/x\/l\/1\?plan=2\n/);
    expect(poverty).toMatch(
      /^解困脱困工作方案\n[^]*── 临近到期 ──[^]*\n填报页面（免登录）：http:\/\/x\/l\/1\?plan=1\n/,
    );
  });

  test('says the same in both its parts: a title, a button and an address to copy for each plan', () => {
    const html = addressed(mail.html);
    for (const [brief, title, plan] of [
      ['夏季防汛', '夏季防汛工作方案', 2],
      ['解困脱困', '解困脱困工作方案', 1],
    ] as const) {
      expect(html.split(`font-weight:bold;color:#1a1d21;">${title}<`)).toHaveLength(2);
      expect(html).toContain(
        `<a href="http://x/l/1?plan=${plan}" style="color:#ffffff;text-decoration:none;font-weight:bold;">打开${brief}填报页面`,
      );
      expect(html).toContain(`<br />${brief}：<a href="http://x/l/1?plan=${plan}"`);
    }
    expect(html).not.toContain('href="http://x/l/1"');
    expect(mail.text).not.toMatch(/l\/1$/m);
  });

  test('reads as paragraphs, and is given more room for its second plan', () => {
    expect(mail.text).not.toMatch(/\n{3}/);
    expect(mail.text).not.toMatch(/ +$/m);
    const one = mailOf({ kind: 'chase', items: [item(1, 1), item(2, 1, '2020-06-19'), item(3, 1, '2020-06-24')] });
    expect(heightOfMail(mail.text) - heightOfMail(one.text)).toBeGreaterThan(150);
  });
});

test('a plan of which only something else is late, or only a report is asked for, has its heading too', () => {
  const { subject, text } = mailOf({
    items: [item(1, 1)],
    alsoLate: [item(2, 2, '2020-06-19')],
    asked: [{ item: item(3, 3), period: '2020-06-24' }],
  });
  expect(subject).toMatch(/^【夏季防汛等3个方案】/);
  expect(partsOf(text).map((part) => part.match(/── .* ──/)?.[0])).toEqual([
    undefined,
    '── 已逾期 ──',
    '── 临近到期 ──',
    '── 请报送本期进展 ──',
  ]);
});

test('each plan is cut by its own rule, so that none is cut away by another', () => {
  const many = (planId: number) => Array.from({ length: 12 }, (_, i) => item(planId * 100 + i, planId));
  const { text } = mailOf({ items: [...many(1), ...many(2)] }, [planOf(1, '{"mailItems":10}'), planOf(2)]);
  const [, poverty, flood] = partsOf(text);
  expect([poverty, flood].map((part) => part?.match(/\?item=/g)?.length)).toEqual([10, 12]);
  expect(poverty).toContain('另有2项，见填报页面（免登录）。');
  expect(flood).not.toContain('另有');
});

test('a mail of one plan has one page and no heading of its plan, though there are others', () => {
  const { subject, text, html } = mailOf({ items: [item(1, 1)] });
  expect(subject).toMatch(/^【解困脱困】/);
  expect(text).not.toContain('■');
  expect(text + addressed(html)).not.toContain('?plan=');
  expect(text).toContain('填报页面（免登录）：http://x/l/1\n');
});
