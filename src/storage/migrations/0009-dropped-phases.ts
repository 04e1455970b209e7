import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The day on which a phase was dropped from its plan. */
export class DroppedPhases implements MigrationInterface {
  name = 'dropped-phases-0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "phase" ADD COLUMN "dropped_on" varchar(10)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "phase" DROP COLUMN "dropped_on"`);
  }
}
