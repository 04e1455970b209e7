import writeExcelFile from 'write-excel-file/node';
import { CONTACT_COLUMNS } from '../domain/contact-rows.js';
import { type Unit } from '../domain/plan.js';
import { type Holding, POST_WORDS, UNIT_POSTS } from '../domain/posts.js';

const WIDTHS = [34, 14, 12, 30, 20, 40];

/** The list to fill in: every post of a plan's units, with whoever holds it, but no day, which would be taken for a successor's; every cell is text, so that none is ever a formula. */
export async function contactsTemplate(units: readonly Unit[], holders: readonly Holding[]): Promise<Buffer> {
  const text = (value: string) => ({ value, type: String, format: '@' });
  const heading = Object.values({
    ...CONTACT_COLUMNS,
    fromOn: `${CONTACT_COLUMNS.fromOn}（换人时填，不填即从今天起）`,
  }).map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const rows = units.flatMap((unit) =>
    UNIT_POSTS.map((kind) => {
      const holder = holders.find((one) => one.unitId === unit.id && one.kind === kind);
      const cells = [unit.name, POST_WORDS[kind], holder?.name, holder?.mail, holder?.phone, ''];
      return cells.map((cell) => text(cell ?? ''));
    }),
  );
  const options = { columns: WIDTHS.map((width) => ({ width })), stickyRowsCount: 1, sheet: '联系人名单' };
  return writeExcelFile([heading, ...rows], options).toBuffer();
}
