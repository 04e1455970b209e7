/** The columns of a sheet of measures, as the template has them. */
export const COLUMNS = {
  number: '序号',
  task: '工作措施',
  lead: '牵头单位',
  responsible: '责任单位',
  phase: '阶段',
  deadline: '完成时限',
} as const;
export type Column = keyof typeof COLUMNS;

/** The facts above the rows, each beside its name. */
export const HEAD = { title: '方案名称', docNumber: '文号', issuer: '印发单位', issuedOn: '印发日期' } as const;
export type HeadName = keyof typeof HEAD;

/** What else a column is called where the sheet is not the template. */
const OTHER_NAMES: Readonly<Record<Column, RegExp>> = {
  number: /^(?:编号|No\.?)$/i,
  task: /^(?:措施|重点任务|主要任务|工作任务|任务|任务内容|工作内容|重点工作|工作事项)$/,
  lead: /^(?:牵头部门|牵头责任单位|牵头|主办单位)$/,
  responsible: /^(?:责任部门|配合单位|配合部门|协办单位|参与单位|参加单位)$/,
  phase: /^(?:实施阶段|工作阶段|所属阶段)$/,
  deadline: /^(?:时限|完成时间|时间要求|时限要求|完成期限|截止日期|截止时间)$/,
};

/** Which column each cell of a heading names; null where it is no heading of measures. */
export function headingOf(cells: readonly string[]): (Column | null)[] | null {
  const columns = cells.map((cell) => columnOf(bare(cell)));
  return columns.includes('task') && columns.some((one) => one === 'lead' || one === 'responsible') ? columns : null;
}

/** Which fact of the head a cell names. */
export function headNameOf(cell: string): HeadName | undefined {
  return (Object.keys(HEAD) as HeadName[]).find((name) => HEAD[name] === bare(cell).replace(/[:：]$/, ''));
}

function columnOf(name: string): Column | null {
  const found = (Object.keys(COLUMNS) as Column[]).find((one) => COLUMNS[one] === name || OTHER_NAMES[one].test(name));
  return found ?? null;
}

const bare = (cell: string) => cell.replace(/\s/g, '').replace(/[（(].*[)）]$/, '');
