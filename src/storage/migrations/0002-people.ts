import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { day, id, instant, int, key, orNull, reference, table, text } from './notation.js';

const peopleTables = () => [
  table('contact', [id(), text('name'), orNull(text('mail')), orNull(text('phone')), int('version')]),
  table(
    'post',
    [
      id(),
      text('kind'),
      orNull(reference('plan_id', 'plan')),
      orNull(reference('unit_id', 'unit')),
      text('title'),
      int('position'),
    ],
    { indexes: [['plan_id'], ['unit_id']] },
  ),
  table('post_unit', [id(), reference('post_id', 'post'), reference('unit_id', 'unit')], {
    uniques: [['post_id', 'unit_id']],
    indexes: [['unit_id']],
  }),
  table(
    'tenure',
    [
      id(),
      reference('post_id', 'post'),
      reference('contact_id', 'contact'),
      day('from_on'),
      orNull(day('until_on')),
      int('version'),
    ],
    { indexes: [['post_id'], ['contact_id']] },
  ),
  table(
    'account',
    [
      id(),
      text('login'),
      text('name'),
      text('role'),
      orNull(reference('unit_id', 'unit')),
      orNull(reference('contact_id', 'contact')),
      orNull(text('password_hash')),
      orNull(day('password_set_on')),
      int('failures'),
      orNull(instant('locked_until')),
      orNull(text('totp_secret')),
      orNull(int('totp_step')),
      orNull(instant('disabled_at')),
      int('version'),
    ],
    { uniques: [['login']], indexes: [['unit_id'], ['contact_id']] },
  ),
  table(
    'session',
    [
      key(text('id_hash')),
      reference('account_id', 'account'),
      text('stage'),
      text('device'),
      instant('created_at'),
      instant('last_seen_at'),
    ],
    { indexes: [['account_id']] },
  ),
  table(
    'account_link',
    [
      id(),
      text('hash'),
      text('kind'),
      orNull(reference('account_id', 'account')),
      instant('expires_at'),
      orNull(instant('used_at')),
    ],
    { uniques: [['hash']], indexes: [['account_id']] },
  ),
  table(
    'api_token',
    [
      id(),
      text('hash'),
      reference('account_id', 'account'),
      text('name'),
      instant('created_at'),
      orNull(instant('expires_at')),
      orNull(instant('revoked_at')),
    ],
    { uniques: [['hash']], indexes: [['account_id']] },
  ),
  table(
    'mail_link',
    [
      id(),
      text('hash'),
      reference('outbox_id', 'outbox'),
      reference('unit_id', 'unit'),
      instant('made_at'),
      orNull(instant('revoked_at')),
    ],
    { uniques: [['hash']], indexes: [['outbox_id'], ['unit_id']] },
  ),
  table('form_key', [key(text('key')), instant('at'), text('answer')], { indexes: [['at']] }),
];

const sessionOfTheFoundation = () =>
  table(
    'session',
    [
      key(text('id_hash')),
      text('role'),
      text('name'),
      orNull(reference('unit_id', 'unit')),
      instant('created_at'),
      instant('last_seen_at'),
    ],
    { indexes: [['unit_id']] },
  );

/** Contacts, posts, accounts, sessions of accounts, links and the keys of sent forms. Whoever was signed in signs in again. */
export class People implements MigrationInterface {
  name = 'people-0000000000002';

  /** Replaces sessions that had no account, and builds the tables. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.dropTable('session');
    for (const made of peopleTables()) await runner.createTable(made);
    await runner.query('ALTER TABLE "outbox" ADD COLUMN "words" text');
  }

  /** Leaves the database as the foundation left it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "outbox" DROP COLUMN "words"');
    for (const made of peopleTables().reverse()) await runner.dropTable(made);
    await runner.createTable(sessionOfTheFoundation());
  }
}
