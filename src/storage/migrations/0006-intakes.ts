import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { id, instant, int, orNull, reference, table, text } from './notation.js';

const INTAKE = table(
  'intake',
  [
    ...[id(), text('name'), text('text'), text('draft'), text('state'), orNull(reference('plan_id', 'plan'))],
    ...[instant('taken_at'), text('taken_by'), instant('changed_at'), int('version')],
  ],
  { indexes: [['state'], ['plan_id']] },
);

/** Documents on their way to becoming plans; measures that are due on a day of their own; what a phase is to bring. */
export class Intakes implements MigrationInterface {
  name = 'intakes-0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(INTAKE);
    await runner.query(`ALTER TABLE "measure" ADD COLUMN "due_on" varchar(10)`);
    await runner.query(`ALTER TABLE "phase" ADD COLUMN "outcomes" text NOT NULL DEFAULT ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "phase" DROP COLUMN "outcomes"`);
    await runner.query(`ALTER TABLE "measure" DROP COLUMN "due_on"`);
    await runner.dropTable(INTAKE);
  }
}
