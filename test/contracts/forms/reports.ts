import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../src/places.js';
import { type Step } from './step.js';

/** A photograph, as a telephone would send it. */
export const PHOTO = new File([new Uint8Array(readFileSync(join(ROOT, 'plans/demo-evidence.png')))], '整改佐证𠮷.png', {
  type: 'image/png',
});
const SAID = {
  ...{
    kind: 'progress',
    rating: 'difficult',
    progress: '已走访𠮷祥社区12户',
    problems: '2户外出',
    needs: '请协助联系',
  },
  ...{ needsFrom: '县公安局', nextSteps: '电话核实', nextOn: '2020-06-30', byName: '王芳', phone: '0898-27700001' },
} as const;
const itemOf = (unit: string, stage: string) =>
  `SELECT a.id FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE u.name = '${unit}' AND a.stage = '${stage}' ORDER BY a.id`;
const reportPage = (unit: string) => (world: { cell: (sql: string) => string }) =>
  `/plans/1/units/${world.cell(`SELECT id FROM unit WHERE name = '${unit}'`)}/report`;

/** What a unit sends. */
export const REPORTS: readonly Step[] = [
  {
    ...{ route: 'POST /assignments/:id/acts', of: { act: 'acknowledge' }, who: 'liaison:县市场监督管理局' },
    at: ({ cell }) => `/assignments/${cell(itemOf('县市场监督管理局', 'assigned'))}`,
    ...{ leads: '/assignments/:n', changes: 'assignment' },
  },
  {
    ...{ route: 'POST /assignments/:id/acts', of: { act: 'decline' }, who: 'liaison:县财政局' },
    at: ({ cell }) => `/assignments/${cell(itemOf('县财政局', 'underway'))}`,
    ...{ fills: { reason: '非我局职责' }, leads: '/assignments/:n', changes: 'assignment' },
  },
  {
    ...{ route: 'POST /plans/:plan/units/:unit/acknowledgements', who: 'liaison:县国有资产事务中心' },
    ...{ at: reportPage('县国有资产事务中心'), leads: '/plans/:n/units/:n/report', changes: 'assignment' },
  },
  {
    ...{ route: 'POST /plans/:plan/units/:unit/report/draft', who: 'liaison:县国有资产事务中心', press: '存草稿' },
    ...{ at: reportPage('县国有资产事务中心'), fills: { ...SAID, nextOn: '' }, changes: 'draft', isDraft: true },
    leads: '/plans/:n/units/:n/report',
  },
  {
    ...{ route: 'POST /attachments', who: 'liaison:县国有资产事务中心', at: reportPage('县国有资产事务中心') },
    ...{ fills: { files: [PHOTO] }, leads: '/plans/:n/units/:n/report', changes: 'attachment' },
  },
  {
    ...{ route: 'POST /attachments/:id/removal', who: 'liaison:县国有资产事务中心' },
    at: reportPage('县国有资产事务中心'),
    ...{ leads: '/plans/:n/units/:n/report', changes: 'attachment' },
  },
  {
    ...{ route: 'POST /plans/:plan/units/:unit/report', who: 'liaison:县国有资产事务中心', press: '报送' },
    // What was sent in vain is kept as a draft.
    notedIn: ['draft'],
    at: reportPage('县国有资产事务中心'),
    fills: (_world, { fields }) => ({
      ...SAID,
      items: fields.find(({ name }) => name === 'items')!.options.slice(0, 2),
    }),
    ...{ leads: '/submissions/:n', changes: 'report' },
  },
  {
    ...{ route: 'POST /reports/:id/withdrawal', who: 'liaison:县国有资产事务中心' },
    at: ({ cell }) => `/submissions/${cell('SELECT MAX(id) FROM submission')}`,
    ...{ leads: '/submissions/:n', changes: 'report' },
  },
  {
    ...{ route: 'POST /plans/:plan/units/:unit/links/revocation', who: 'liaison:县总工会', at: reportPage('县总工会') },
    ...{ leads: '/plans/:n/units/:n/report', changes: 'mail_link' },
  },
  {
    ...{ route: 'POST /plans/:plan/measures/:measure/chases', who: 'liaison:县总工会', at: '/plans/1/measures/1' },
    fills: (_world, { fields }) => ({
      units: fields.find(({ name }) => name === 'units')!.options,
      text: '请抓紧报送。',
    }),
    ...{ leads: '/plans/:n/measures/:n', changes: 'outbox' },
  },
  {
    ...{
      route: 'POST /plans/:plan/measures/:measure/consolidation',
      who: 'liaison:县总工会',
      at: '/plans/1/measures/1',
    },
    ...{ leads: '/plans/:n/units/:n/report', changes: 'draft' },
  },
  {
    ...{ route: 'POST /assignments/:id/extensions', who: 'liaison:县总工会', at: '/assignments/1/extensions' },
    fills: { reason: '需外地协查', progress: '已核对本县', askedDay: '2020-07-15' },
    ...{ leads: '/extensions/:n', changes: 'extension' },
  },
  {
    ...{ route: 'POST /extensions/:id/withdrawal', who: 'liaison:县总工会' },
    at: ({ cell }) => `/extensions/${cell('SELECT MAX(id) FROM extension')}`,
    ...{ leads: '/extensions/:n', changes: 'extension' },
  },
  {
    ...{ route: 'POST /instructions/:id/answer', who: 'liaison:县国有资产事务中心', at: '/instructions/2' },
    ...{ fills: { answer: '已按批示办理' }, leads: '/instructions/:n', changes: 'instruction' },
  },
];
