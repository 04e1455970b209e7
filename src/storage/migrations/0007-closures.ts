import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { day, id, reference, table, text } from './notation.js';

const CLOSURE = table(
  'closure',
  [id(), reference('plan_id', 'plan'), day('closed_on'), text('closed_by'), text('summary')],
  { uniques: [['plan_id']] },
);

/** With which summary a plan was closed. */
export class Closures implements MigrationInterface {
  name = 'closures-0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(CLOSURE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(CLOSURE);
  }
}
