import { composeEscalation, type EscalationFacts } from '../../src/mail/compose-escalation.js';
import { type PlanHead } from '../../src/mail/compose.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type NamedAssignment } from '../../src/storage/stores/assignments.js';
import { calendarWith } from '../../src/working-days.js';
import { TEMPLATES } from '../rendering/templates.js';

const world = { engine: createViewEngine(TEMPLATES), calendar: calendarWith([]) };
const TITLES = ['解困脱困工作方案', '夏季防汛工作方案'];
const planOf = (id: number, rules = '{}') =>
  ({ id, title: TITLES[id - 1], docNumber: id === 1 ? '白府办〔2020〕3号' : null, rules }) as unknown as PlanHead;
const item = (id: number, planId: number, unitName = '县财政局') =>
  ({
    ...{ id, planId, unitId: 7, unitName, dueOn: '2020-06-19', stage: 'underway', opensOn: '2020-05-12' },
    ...{ completedOn: null, rectifyBy: null, role: 'lead' },
    ...{ measureNumber: `${id}.`, measureTitle: '核查', phasePosition: 0, phaseTitle: '摸排' },
  }) as unknown as NamedAssignment;
const mailOf = (items: readonly NamedAssignment[], plans = [planOf(1), planOf(2)], unitId: number | null = 7) => {
  const ladder = { climbs: () => true, notesOn: () => ['单位尚未报送进展'] };
  const to = { unitId, toName: '县财政局主要负责人', ladder, link: 'http://x/l/1', baseUrl: 'http://x', number: null };
  const facts: EscalationFacts = {
    ...to,
    plan: plans.find(({ id }) => id === items[0]?.planId)!,
    plans: new Map(plans.map((plan) => [plan.id, plan])),
    items,
  };
  return composeEscalation(facts, '2020-06-24', world);
};

const headingsIn = (text: string) => [...text.matchAll(/── (.*?) ──/g)].map(([, heading]) => heading);

test('of two plans it says whose each item is, and both plans in its subject, its letterhead and its reason', () => {
  const { subject, text } = mailOf([item(1, 2), item(2, 1), item(3, 2)]);
  expect(subject).toBe('【夏季防汛、解困脱困】县财政局3项工作逾期未办结，最长已逾期3个工作日');
  expect(text).toContain('夏季防汛工作方案；解困脱困工作方案（白府办〔2020〕3号）');
  expect(headingsIn(text)).toEqual(['县财政局 · 夏季防汛（2项）', '县财政局 · 解困脱困（1项）']);
  expect(text.match(/提醒单位主要负责人，/g)).toHaveLength(1);
});

test('where the plans’ days differ, each is given its own', () => {
  const [own, other] = [planOf(1), planOf(2, JSON.stringify({ escalateAfter: [2, 4, 8, 16] }))];
  const { text } = mailOf([item(1, 1), item(2, 2)], [own, other]);
  expect(text).toMatch(
    /逾期后单位未报送进展的，解困脱困：满\d+个工作日.*；夏季防汛：满2个工作日.*；同一收件人一天最多一封/,
  );
});

test('of one plan it is as before: units are the headings', () => {
  const { subject, text } = mailOf([item(1, 1), item(2, 1, '县民政局')], [planOf(1), planOf(2)], null);
  expect(subject).toMatch(/^【解困脱困】2个单位2项工作逾期未办结/);
  expect(headingsIn(text)).toEqual(['县财政局（1项）', '县民政局（1项）']);
});
