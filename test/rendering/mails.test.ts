import { type Plan } from '../../src/domain/plan.js';
import { composeMail } from '../../src/mail/compose.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type NamedAssignment } from '../../src/storage/stores/assignments.js';
import { calendarWith } from '../../src/working-days.js';
import { fixtures } from '../support/view-fixtures.js';
import { TEMPLATES } from './templates.js';

const NOTHING_ASKED = { asked: [], missed: null, instructions: [], event: null, link: 'http://x/l/1' };
const engine = createViewEngine(TEMPLATES);
const KINDS = ['assigned', 'reminder', 'chase', 'report-request', 'escalation'] as const;

test('a mail that chases and reminds says why of both', () => {
  const plan = { id: 1, title: '方案', docNumber: null, rules: '{}' } as unknown as Omit<Plan, 'text'>;
  const item = (id: number, dueOn: string) =>
    ({
      ...{ id, dueOn, stage: 'underway', opensOn: '2020-05-12', completedOn: null, rectifyBy: null, role: 'lead' },
      ...{ measureNumber: '1.', measureTitle: '核查', phasePosition: 0, phaseTitle: '摸排' },
    }) as unknown as NamedAssignment;
  const [late, ahead] = [item(1, '2020-06-30'), item(2, '2020-07-03')];
  const facts = {
    kind: 'chase' as const,
    unitName: '县财政局',
    plan,
    alsoLate: [],
    number: null,
    ...NOTHING_ASKED,
  };
  const why = (items: NamedAssignment[]) =>
    composeMail({ ...facts, items }, '2020-07-01', { engine, calendar: calendarWith([]) }).text;
  expect(why([late, ahead])).toMatch(/到期日前第15、10、5、3、1个工作日.*逾期后第1、3、5个工作日催办/);
  expect(why([late])).not.toContain('到期日前第15');
});

describe.each(KINDS)('the %s mail', (kind) => {
  const model = fixtures[`mails/${kind}/html`];
  const html = engine.render(`mails/${kind}/html`, model);
  const text = engine.render(`mails/${kind}/text`, fixtures[`mails/${kind}/text`]);
  const visible = html.replace(/<head>.*<\/head>/s, '').replace(/<[^>]*>/g, ' ');
  const items = model.groups.flatMap((group) => group.items);

  test('loads nothing and needs no stylesheet', () => {
    expect(html).not.toMatch(/<style|<img|<svg|<link|<script|\ssrc=|url\(|class=/);
  });

  test('holds only to what Outlook can draw', () => {
    expect(html).not.toMatch(/float:|display:\s*flex|position:|border-radius|background-image|rgba|margin:(?!0)/);
    const cells = html.match(/<td[^>]*background-color:[^>]*>/g) ?? [];
    expect(cells.filter((cell) => !cell.includes('bgcolor="'))).toEqual([]);
    expect(Buffer.byteLength(html)).toBeLessThan(100_000);
  });

  test('links every item; an address to copy stands once in the page, and at every item of the plain text', () => {
    for (const item of items) {
      expect(html).toContain(`href="${item.url}"`);
      expect(text).toContain(item.url);
    }
    expect(visible).toContain(model.pageUrl);
    expect(text).toContain(model.pageUrl);
  });

  test('says what is asked before anything else, in both parts alike', () => {
    expect(visible.indexOf(model.ask)).toBeLessThan(visible.indexOf(items[0]?.measure ?? ''));
    expect(text.indexOf(model.ask)).toBeLessThan(text.indexOf(items[0]?.measure ?? ''));
    for (const word of [model.why, model.handOver, model.dayLong]) {
      expect(visible).toContain(word);
      expect(text).toContain(word);
    }
  });

  test('has a one-line subject with the news, and never the words of an inspection', () => {
    const subject = engine.render(`mails/${kind}/subject`, fixtures[`mails/${kind}/subject`]);
    expect(subject).toBe(model.subject);
    expect(subject).not.toContain('\n');
    expect(html + text + subject).not.toMatch(/督查|问责|督办/);
  });

  test('reads as paragraphs: no more than one blank line together', () => {
    expect(text).not.toMatch(/\n{3}/);
    expect(text).not.toMatch(/ +$/m);
  });
});

const PLAIN = Object.keys(fixtures).filter((name): name is keyof typeof fixtures =>
  /^mails\/.*\/(text|subject)$/.test(name),
);

test.each(PLAIN)('%s is plain text: what was typed stands there as it was typed', (name) => {
  expect(engine.render(name, fixtures[name])).not.toMatch(/&(lt|gt|amp|quot|#x27|#x3D);/);
});
