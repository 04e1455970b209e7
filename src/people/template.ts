import { CONTACT_COLUMNS } from '../domain/contact-rows.js';
import { type Unit } from '../domain/plan.js';
import { type Holding, POST_WORDS, UNIT_POSTS } from '../domain/posts.js';
import { workbookOf } from '../sheets/write-workbook.js';

const WIDTHS = [34, 14, 12, 30, 20, 40];

/** The list to fill in: every post of a plan's units, with whoever holds it, but no day, which would be taken for a successor's. */
export function contactsTemplate(units: readonly Unit[], holders: readonly Holding[]): Promise<Buffer> {
  const heading = Object.values({
    ...CONTACT_COLUMNS,
    fromOn: `${CONTACT_COLUMNS.fromOn}（换人时填，不填即从今天起）`,
  });
  const rows = units.flatMap((unit) =>
    UNIT_POSTS.map((kind) => {
      const holder = holders.find((one) => one.unitId === unit.id && one.kind === kind);
      return [unit.name, POST_WORDS[kind], holder?.name ?? '', holder?.mail ?? '', holder?.phone ?? '', ''];
    }),
  );
  return workbookOf([{ name: '联系人名单', widths: WIDTHS, heading, rows }]);
}
