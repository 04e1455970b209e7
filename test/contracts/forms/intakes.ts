import { ISSUED_PLAN } from '../../support/intakes.js';
import { type Step, type World } from './step.js';

const at = ({ cell }: World) => `/intakes/${cell(`SELECT MAX(id) FROM intake WHERE state = 'open'`)}`;
const edited = {
  ...{ route: 'POST /intakes/:id/:part', who: 'office', at, leads: '/intakes/:n', changes: 'intake', says: '已保存' },
} as const;
/** What a browser has beside a file that was not chosen. */
const NO_FILE = [new File([], '')];

/** What the office does with a document before it is a plan. */
export const INTAKES: readonly Step[] = [
  {
    ...{ route: 'POST /intakes', who: 'office', at: '/intakes', fills: { text: ISSUED_PLAN, file: NO_FILE } },
    ...{ leads: '/intakes/:n', changes: 'intake', says: '已读出文件内容', narrow: ['text'] },
  },
  { ...edited, of: { docNumber: '' }, fills: { title: '全县禁毒工作方案', issuedOn: '2021-03-01' } },
  { ...edited, of: { title: '宣传教育' }, fills: { lead: '县教育局', deadline: '2021-06-30' } },
  { ...edited, of: { title: '组织实施' }, fills: { deadline: '2021-11-30', outcomes: '建立台账' } },
  { ...edited, of: { name: '各乡镇' }, fills: { instead: '牙叉镇、七坊镇' } },
  { ...edited, of: { name: '县公安局' }, fills: { as: 'new' }, unused: ['instead'] },
  { ...edited, of: { members: '' }, fills: { members: '组长 张三 县长' }, narrow: ['members'] },
  {
    ...{ route: 'POST /intakes/:id/activation', who: 'office', at, leads: '/?plan=:n', changes: 'assignment' },
    ...{ says: '方案已启用' },
  },
  {
    ...{ route: 'POST /intakes', who: 'office', at: '/intakes', fills: { text: `${ISSUED_PLAN}再次`, file: NO_FILE } },
    ...{ leads: '/intakes/:n', changes: 'intake', narrow: ['text'] },
  },
  {
    ...{ route: 'POST /intakes/:id/dropping', who: 'office', at, leads: '/intakes', changes: 'intake', says: '已放弃' },
  },
];
