import { ISSUED_PLAN } from '../../support/intakes.js';
import { type PageForm } from '../../support/page-forms.js';
import { type Step, type World } from './step.js';

const at = ({ cell }: World) => `/intakes/${cell(`SELECT MAX(id) FROM intake WHERE state = 'open'`)}`;
const edited = {
  ...{ route: 'POST /intakes/:id/acts', who: 'office', at, leads: '/intakes/:n', changes: 'intake', says: '已保存' },
} as const;
/** What a browser has beside a file that was not chosen. */
const NO_FILE = [new File([], '')];

/** Where doubts are open, whoever starts the plan says that they were looked at. */
const checked = (_: World, { fields }: PageForm) =>
  fields.some(({ name }) => name === 'checked') ? { checked: ['yes'] } : {};

/** What the office does with a document before it is a plan. */
export const INTAKES: readonly Step[] = [
  {
    ...{ route: 'POST /intakes', who: 'office', at: '/intakes', fills: { text: ISSUED_PLAN, file: NO_FILE } },
    ...{ leads: '/intakes/:n', changes: 'intake', says: '已读出文件内容', unused: ['text'], tells: { text: ['file'] } },
    // A text in which nothing is read makes no draft.
    narrow: ['text'],
  },
  { ...edited, of: { act: 'head' }, fills: { title: '全县禁毒工作方案', issuedOn: '2021-03-01' } },
  { ...edited, of: { act: 'measures', at: '0' }, fills: { lead: '县教育局', deadline: '2021-06-30' } },
  { ...edited, of: { act: 'phases', at: '1' }, fills: { deadline: '2021-11-30', outcomes: '建立台账' } },
  { ...edited, of: { act: 'names', name: '各乡镇' }, fills: { instead: '牙叉镇、七坊镇' }, unused: ['as'] },
  { ...edited, of: { act: 'names', name: '县交通运输局' }, fills: { as: 'new' }, unused: ['instead'] },
  { ...edited, of: { act: 'members' }, fills: { members: '组长 张三 县长' }, narrow: ['members'] },
  {
    ...{ route: 'POST /intakes/:id/activation', who: 'office', at, leads: '/', changes: 'assignment' },
    ...{ says: '方案已启用', fills: checked },
  },
  {
    ...{ route: 'POST /intakes', who: 'office', at: '/intakes', fills: { text: `${ISSUED_PLAN}再次`, file: NO_FILE } },
    ...{ leads: '/intakes/:n', changes: 'intake', unused: ['text'], tells: { text: ['file'] }, narrow: ['text'] },
  },
  {
    ...{ route: 'POST /intakes/:id/dropping', who: 'office', at, leads: '/intakes', changes: 'intake', says: '已放弃' },
  },
];
