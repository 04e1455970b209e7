import { type MailState } from '../../../src/domain/plan.js';
import { RULE_NAMES } from '../../../src/domain/rule-fields.js';
import { HELD_FOR_OFFICE } from '../../../src/storage/stores/no-mails.js';
import { pendingMail } from '../../support/databases.js';
import { type Step, type World } from './step.js';

const assignmentAct = (act: string, stage: string, fills: Record<string, string>): Step => ({
  ...{ route: 'POST /assignments/:id/acts', of: { act }, who: 'office', fills },
  at: ({ cell }) => `/assignments/${cell(`SELECT id FROM assignment WHERE stage = '${stage}' ORDER BY id DESC`)}`,
  ...{ leads: '/assignments/:n', changes: 'assignment' },
});
/** An item that its unit has sent back. */
const declined =
  (unit: string, id: number) =>
  async ({ server, cell }: World): Promise<void> => {
    const liaison = await server.signIn(`liaison:${unit}`);
    const version = cell(`SELECT version FROM assignment WHERE id = ${id}`);
    const said = new URLSearchParams({ act: 'decline', version, reason: '非我局职责' });
    await liaison(`/assignments/${id}/acts`, { method: 'POST', body: said });
  };
const DESK = { who: 'office', at: '/plans/1/desk', leads: '/plans/:n/desk' } as const;

/** An act on a mail that was put into the outbox in a state. */
const mailAct = (act: string, state: MailState, fills: Record<string, string> = {}): Step => ({
  ...{ route: 'POST /outbox/:id/acts', of: { act }, who: 'office', changes: 'outbox', leads: '/outbox/:n', fills },
  before: async ({ server, notes }) => {
    const mail = pendingMail(`mail-${act}`, 2, { state, toName: '县民政局', nextAt: '2020-12-31T00:00:00.000Z' });
    const id = await server.program.storage.write(async (stores) => {
      await stores.outbox.enqueue(mail, []);
      return (await stores.outbox.list({ unitId: 2, limit: 1, offset: 0 })).mails[0]!.id;
    });
    notes.set('mail', String(id));
  },
  at: ({ notes }) => `/outbox/${notes.get('mail')}`,
});

/** A decision about a mail to a county leader that tells of what is late. */
const escalation = (act: string, fills: Record<string, string> = {}): Step => ({
  ...{ route: 'POST /escalations/:id/decision', of: { act }, who: 'office', changes: 'outbox', fills },
  ...{ leads: '/escalations/:n' },
  before: async ({ server, notes, run }) => {
    run(`UPDATE assignment SET due_on = '2020-06-01' WHERE id = 30`);
    const to = { unitId: null, planId: 1, toName: '领导小组副组长', toAddress: 'deputy@baisha.example' };
    const held = { kind: 'escalation', state: 'held', lastError: HELD_FOR_OFFICE } as const;
    const mail = pendingMail(`ladder-${act}`, 2, { ...to, ...held, nextAt: '2020-12-31T00:00:00.000Z' });
    const id = await server.program.storage.write(async ({ outbox }) => {
      await outbox.enqueue(mail, [{ assignmentId: 30, dueOn: '2020-06-01', rule: act === 'cancel' ? 'L4' : 'L3' }]);
      return (await outbox.list({ kind: 'escalation', limit: 1, offset: 0 })).mails[0]!.id;
    });
    notes.set('escalation', String(id));
  },
  at: ({ notes }) => `/escalations/${notes.get('escalation')}`,
});

/** A correction that was previewed, told from the others by its kind. */
const correction = (kind: string, asked: Record<string, string>, changes: string): Step => ({
  ...{ route: 'POST /plans/:plan/corrections', of: { kind }, who: 'office', leads: '/plans/:n/corrections', changes },
  at: `/plans/1/corrections/preview?${new URLSearchParams({ kind, ...asked }).toString()}`,
  fills: { reason: '县政府办重新印发' },
});

/** What the office does at its desk and on the pages of single things, and a leader. */
export const OFFICE: readonly Step[] = [
  { ...DESK, route: 'POST /plans/:plan/desk/findings', press: '不是', changes: 'finding' },
  {
    ...{ route: 'POST /plans/:id/findings/:finding/answer', who: 'office', at: '/plans/1', press: '是同一单位' },
    ...{ leads: '/plans/:n', changes: 'finding' },
  },
  {
    ...{ ...DESK, route: 'POST /plans/:plan/desk/acts', of: { act: 'reassign' } },
    ...{ fills: { reason: '职责不变' }, changes: 'assignment' },
  },
  {
    before: declined('县医疗保障局', 49),
    ...{ ...DESK, route: 'POST /plans/:plan/desk/acts', of: { act: 'waive' } },
    ...{ fills: { reason: '职责已划转' }, changes: 'assignment' },
  },
  {
    ...{ ...DESK, route: 'POST /plans/:plan/chases', fills: { text: '请今天下班前报送。' }, changes: 'outbox' },
  },
  { ...DESK, route: 'POST /reports/:id/review', press: '退回重报', fills: { reason: '请补充户数' }, changes: 'report' },
  {
    ...{ route: 'POST /reports/:id/review', who: 'office', press: '审核通过', changes: 'report' },
    at: ({ cell }) => `/reports/${cell(`SELECT id FROM report WHERE stage = 'submitted' ORDER BY id`)}/review`,
    fills: { checks: ['facts', 'solved', 'done', 'conclusion', 'form'] },
    leads: '/plans/:n/reviews',
  },
  {
    ...{
      unused: ['reports'],
      route: 'POST /plans/:plan/reviews',
      who: 'office',
      at: '/plans/1/reviews',
      leads: '/plans/:n/reviews',
    },
    fills: (_world, { fields }) => ({ reports: fields.find(({ name }) => name === 'reports')!.options }),
    changes: 'report',
  },
  assignmentAct('suspend', 'underway', { reason: '机构改革' }),
  {
    ...assignmentAct('reassign', 'declined', { reason: '职责不变' }),
    before: declined('县医疗保障局', 18),
  },
  assignmentAct('resume', 'suspended', { reason: '改革已完成' }),
  assignmentAct('waive', 'underway', { reason: '职责已划转' }),
  assignmentAct('reopen', 'waived', { reason: '仍由该单位承担', dueOn: '2020-08-31' }),
  {
    ...{ route: 'POST /plans/:plan/corrections', who: 'office', leads: '/plans/:n/corrections', changes: 'measure' },
    at: `/plans/1/corrections/preview?kind=measure-title&measureId=2&title=${encodeURIComponent('摸清底数')}`,
    fills: { reason: '原文标题读错' },
  },
  correction('measure-new', { number: '（九）', title: '建立台账', day: '2020-08-15' }, 'measure'),
  correction('duty-new', { measureId: '8', unit: '县大数据服务中心', role: 'lead' }, 'assignment'),
  correction('duty-end', { measureId: '2', unitId: '3' }, 'duty'),
  correction('phase-new', { title: '复查验收', start: '2020-11-01', day: '2020-11-30' }, 'phase'),
  correction('document', { title: '全县清零行动方案', docNumber: '白办发〔2020〕20号' }, 'plan'),
  correction('phase-title', { phaseId: '2', title: '开展攻坚' }, 'phase'),
  correction('phase-end', { phaseId: '3' }, 'phase'),
  {
    ...{ route: 'POST /plans/:plan/rules', who: 'office', at: '/plans/1/rules', press: '保存', changes: 'plan' },
    ...{ fills: { remindBefore: '15、5、1', reason: '按联席会议意见' }, leads: '/plans/:n/rules', narrow: RULE_NAMES },
  },
  {
    ...{ route: 'POST /holidays/days', who: 'office', at: '/holidays?year=2020', press: '保存' },
    fills: { day: '2020-07-24', kind: 'rest', name: '县庆', source: '县政府办通知' },
    ...{ leads: '/holidays', changes: 'calendar_day' },
  },
  {
    ...{ route: 'POST /holidays/imports', who: 'office', at: '/holidays?year=2027', press: '保存', narrow: ['text'] },
    fills: { text: '2027-01-01 休 元旦', source: '国办通知' },
    ...{ leads: '/holidays', changes: 'calendar_day' },
  },
  {
    ...{ route: 'POST /plans/:plan/indicators', who: 'office', at: '/plans/1/indicators', changes: 'indicator' },
    ...{ fills: { measureId: '1', name: '建档户数', unitWord: '户', target: '320' }, leads: '/plans/:n/indicators' },
  },
  {
    ...{ route: 'POST /extensions/:id/decision', of: { act: 'endorse' }, who: 'office', at: '/extensions/3' },
    fills: (_world, { fields }) => ({
      opinion: '拟同意',
      deputyName: fields.find(({ name }) => name === 'deputyName')!.options[1]!,
    }),
    ...{ leads: '/extensions/:n', changes: 'extension' },
  },
  {
    ...{ route: 'POST /extensions/:id/decision', of: { act: 'grant' }, who: 'office', at: '/extensions/3' },
    ...{ fills: { grantedDay: '2020-07-10', reason: '同意' }, leads: '/extensions/:n', changes: 'extension' },
  },
  {
    ...{ route: 'POST /extensions/:id/decision', of: { act: 'refuse' }, who: 'office' },
    before: async ({ server }) => {
      const liaison = await server.signIn('liaison:县总工会');
      const asked = { version: '3', reason: '汛期', progress: '过半', askedDay: '2020-07-15' };
      await liaison('/assignments/14/extensions', { method: 'POST', body: new URLSearchParams(asked) });
    },
    at: ({ cell }) => `/extensions/${cell('SELECT MAX(id) FROM extension')}`,
    ...{ fills: { reason: '请按期完成' }, leads: '/extensions/:n', changes: 'extension' },
  },
  {
    ...{ route: 'POST /plans/:plan/instructions', who: 'leader', at: '/plans/1/briefing' },
    fills: { text: '请抓紧落实。', unitId: '2', assignmentId: '', dueOn: '2020-07-31' },
    ...{ leads: '/plans/:n/instructions', changes: 'instruction' },
  },
  {
    ...{ route: 'POST /plans/:plan/instructions', who: 'office', at: '/plans/1/instructions' },
    fills: (_world, { fields }) => ({
      leaderName: fields.find(({ name }) => name === 'leaderName')!.options[1]!,
      ...{ text: '月底前报结果。', unitId: '3', assignmentId: '', dueOn: '2020-07-31' },
    }),
    ...{ leads: '/plans/:n/instructions', changes: 'instruction' },
  },
  {
    ...{ route: 'POST /instructions/:id/decision', of: { act: 'continue' }, who: 'office', at: '/instructions/1' },
    ...{ fills: { reason: '结果不够具体' }, leads: '/instructions/:n', changes: 'instruction' },
  },
  {
    ...{ route: 'POST /instructions/:id/decision', of: { act: 'finish' }, who: 'office' },
    before: async ({ server, cell }) => {
      const liaison = await server.signIn('liaison:白沙县税务局');
      const version = cell('SELECT version FROM instruction WHERE id = 1');
      const said = new URLSearchParams({ version, answer: '已补充办理' });
      await liaison('/instructions/1/answer', { method: 'POST', body: said });
    },
    ...{ at: '/instructions/1', leads: '/instructions/:n', changes: 'instruction' },
  },
  {
    ...{ ...DESK, route: 'POST /outbox/:id/release', changes: 'outbox' },
    before: ({ server }) =>
      server.program.storage.write(({ outbox }) =>
        outbox.enqueue(pendingMail('parked', 2, { state: 'dead', lastError: '552', toName: '县民政局' }), []),
      ),
  },
  {
    ...{ route: 'POST /health/test-mails', who: 'office', at: '/health', leads: '/health', changes: 'outbox' },
    fills: { address: 'office@baisha.example' },
  },
  mailAct('hold', 'pending', { reason: '措辞待核' }),
  mailAct('release', 'held'),
  mailAct('cancel', 'held', { reason: '内容有误' }),
  mailAct('resend', 'sent'),
  escalation('release'),
  escalation('cancel', { reason: '已当面报告' }),
];
