import { type MigrationInterface, type QueryRunner, TableColumn, TableForeignKey, TableIndex } from 'typeorm';
import { day, id, instant, int, key, orNull, reference, table, text } from './notation.js';

const mailTables = () => [
  table(
    'digest',
    [
      id(),
      text('key'),
      reference('plan_id', 'plan'),
      text('kind'),
      int('nth'),
      orNull(reference('unit_id', 'unit')),
      day('day'),
      day('window_from'),
      day('window_to'),
      text('figures'),
      instant('made_at'),
    ],
    { uniques: [['key']], indexes: [['plan_id', 'kind', 'day'], ['unit_id']] },
  ),
  table('delivery', [
    key(int('id')),
    orNull(instant('stopped_at')),
    orNull(text('reason')),
    orNull(instant('probe_at')),
    orNull(instant('told_at')),
  ]),
  table(
    'letter',
    [
      id(),
      text('message_id'),
      instant('received_at'),
      text('from_address'),
      text('subject'),
      text('body'),
      orNull(reference('outbox_id', 'outbox')),
      orNull(reference('unit_id', 'unit')),
      text('state'),
      orNull(text('reason')),
      text('files'),
      int('version'),
    ],
    { uniques: [['message_id']], indexes: [['state'], ['outbox_id'], ['unit_id']] },
  ),
];

/** What is known of a mail besides its words. */
const outboxColumns = () => [
  orNull(reference('post_id', 'post')),
  orNull(int('number')),
  { ...int('doubts'), default: 0 },
  orNull(text('last_code')),
  orNull(text('reply')),
];
const FOREIGN = new TableForeignKey({
  ...{ name: 'fk_outbox_post_id', columnNames: ['post_id'] },
  ...{ referencedTableName: 'post', referencedColumnNames: ['id'] },
});
const INDEX = new TableIndex({ name: 'ix_outbox_post_id', columnNames: ['post_id'] });
/** Which of an assignment's reminders was said last, so that a sweep finds what is owed without reading what was said. */
const TOLD_INDEX = new TableIndex({
  name: 'ix_assignment_plan_id_stage_due_on_told',
  columnNames: ['plan_id', 'stage', 'due_on', 'told'],
});
const CONTACT_COLUMNS: readonly [name: string, type: string][] = [
  ['bounced_on', 'varchar(10)'],
  ['bounce', 'text'],
];

/** Mails to posts, with what the server said of them; digests as they were sent; the state of delivery; letters that came in. */
export class Mail implements MigrationInterface {
  name = 'mail-0000000000004';

  /** A mail need not be to a unit any more: the two columns that say so are changed, which rebuilds their tables on SQLite. */
  async up(runner: QueryRunner): Promise<void> {
    await allowUnit(runner, true);
    await runner.addColumns(
      'outbox',
      outboxColumns().map(({ to: _to, ...column }) => new TableColumn(column)),
    );
    await runner.createForeignKey('outbox', FOREIGN);
    await runner.createIndex('outbox', INDEX);
    for (const [name, type] of CONTACT_COLUMNS)
      await runner.query(`ALTER TABLE "contact" ADD COLUMN "${name}" ${type}`);
    await runner.query(`ALTER TABLE "assignment" ADD COLUMN "told" text NOT NULL DEFAULT ''`);
    await runner.createIndex('assignment', TOLD_INDEX);
    for (const made of mailTables()) await runner.createTable(made);
    await runner.query('INSERT INTO "delivery" ("id") VALUES (1)');
  }

  /** Leaves the database as the migration before left it; mails to posts, which it could not hold, are gone. */
  async down(runner: QueryRunner): Promise<void> {
    for (const made of mailTables().reverse()) await runner.dropTable(made);
    await runner.dropIndex('assignment', TOLD_INDEX);
    await runner.query(`ALTER TABLE "assignment" DROP COLUMN "told"`);
    for (const [name] of CONTACT_COLUMNS) await runner.query(`ALTER TABLE "contact" DROP COLUMN "${name}"`);
    const unitless = 'SELECT "id" FROM "outbox" WHERE "unit_id" IS NULL';
    for (const child of ['mail_link', 'outbox_item'])
      await runner.query(`DELETE FROM "${child}" WHERE "outbox_id" IN (${unitless})`);
    await runner.query('DELETE FROM "mail_link" WHERE "unit_id" IS NULL');
    await runner.query('DELETE FROM "outbox" WHERE "unit_id" IS NULL');
    await runner.dropIndex('outbox', INDEX);
    await runner.dropForeignKey('outbox', FOREIGN);
    await runner.dropColumns(
      'outbox',
      outboxColumns().map(({ name }) => name),
    );
    await allowUnit(runner, false);
  }
}

/** Whether a mail and its link may be without a unit. */
async function allowUnit(runner: QueryRunner, isNullable: boolean): Promise<void> {
  for (const name of ['outbox', 'mail_link']) {
    const column = (await runner.getTable(name))?.findColumnByName('unit_id') as TableColumn;
    const changed = column.clone();
    changed.isNullable = isNullable;
    await runner.changeColumn(name, column, changed);
  }
}
