import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

/** Items that are alike in everything that decides what is owed lie together, so that a sweep goes from group to group. */
const ALIKE = new TableIndex({
  name: 'ix_assignment_alike',
  columnNames: ['plan_id', 'stage', 'reported_for', 'opens_on', 'due_on', 'assigned_on', 'told', 'asked'],
});
/** What it takes the place of. */
const TOLD = new TableIndex({
  name: 'ix_assignment_plan_id_stage_due_on_told',
  columnNames: ['plan_id', 'stage', 'due_on', 'told'],
});

/** Which request for a report an assignment heard last, and which step of its own day an instruction. */
export class Requests implements MigrationInterface {
  name = 'requests-0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "assignment" ADD COLUMN "asked" text NOT NULL DEFAULT ''`);
    await runner.query(`ALTER TABLE "instruction" ADD COLUMN "told" text NOT NULL DEFAULT ''`);
    await runner.dropIndex('assignment', TOLD);
    await runner.createIndex('assignment', ALIKE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('assignment', ALIKE);
    await runner.createIndex('assignment', TOLD);
    await runner.query(`ALTER TABLE "instruction" DROP COLUMN "told"`);
    await runner.query(`ALTER TABLE "assignment" DROP COLUMN "asked"`);
  }
}
