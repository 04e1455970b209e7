import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When a mail began to leave: its Date header. */
export class Leaving implements MigrationInterface {
  name = 'leaving-0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "outbox" ADD COLUMN "begun_at" varchar(24)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "outbox" DROP COLUMN "begun_at"`);
  }
}
