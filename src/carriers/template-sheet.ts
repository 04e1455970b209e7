import { workbookOf } from '../sheets/write-workbook.js';
import { COLUMNS, HEAD } from './sheet-columns.js';

const EMPTY_ROWS = 30;
const HELP: readonly (readonly [string, string])[] = [
  [HEAD.title, '必填，如“某某县关于……的工作实施方案”。文号、印发单位、印发日期没有的可以不填。'],
  [COLUMNS.number, '可以不填，不填时按先后编号。'],
  [COLUMNS.task, '必填，一行一项；第一句话作为名称。'],
  [COLUMNS.lead, '一个或几个单位，用顿号隔开，第一个为主牵头；与责任单位至少填一个。'],
  [COLUMNS.responsible, '一个或几个单位，用顿号隔开。'],
  [COLUMNS.phase, '措施属于哪个阶段；每个阶段到期日取写这个阶段的各行中最晚的完成时限。可以都不填。'],
  [COLUMNS.deadline, '写成2021-06-30或2021年6月30日。写了的，这项措施只在那一天到期一次；不写的，每个阶段都要办。'],
  ['合并单元格', '请不要合并：每一行都写全。'],
  ['填好以后', '在“导入方案”页上传；有问题会说明在哪一行、哪一列。'],
];

/** The spreadsheet for a plan that has no document: head and columns to fill in, a second sheet that explains them. */
export function templateSheet(): Promise<Buffer> {
  const { title, ...others } = HEAD;
  const heads = Object.values(others).map((name) => [name, '']);
  const columns = Object.values(COLUMNS);
  const empty = Array.from({ length: EMPTY_ROWS }, () => columns.map(() => ''));
  return workbookOf([
    { name: '方案', widths: [10, 50, 24, 40, 16, 16], heading: [title, ''], rows: [...heads, [], columns, ...empty] },
    { name: '填写说明', widths: [16, 90], heading: ['栏目', '怎样填'], rows: HELP },
  ]);
}
