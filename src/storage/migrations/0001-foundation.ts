import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { bool, day, id, instant, int, key, orNull, reference, table, text } from './notation.js';

/** What a standing is computed from. */
const FACTS = ['phase_id', 'stage', 'opens_on', 'due_on', 'completed_on', 'rectify_by'];
const source = () => [int('source_start'), int('source_end')];

const tables = () => [
  table('plan', [
    id(),
    text('title'),
    orNull(text('doc_number')),
    orNull(text('issuer')),
    orNull(day('issued_on')),
    text('text'),
    text('state'),
    orNull(instant('activated_at')),
    text('rules'),
    int('version'),
  ]),
  table(
    'measure',
    [id(), reference('plan_id', 'plan'), int('position'), text('number'), text('title'), text('text'), ...source()],
    { indexes: [['plan_id']] },
  ),
  table(
    'phase',
    [
      id(),
      reference('plan_id', 'plan'),
      int('position'),
      text('number'),
      text('title'),
      text('text'),
      day('starts_on'),
      day('due_on'),
      ...source(),
    ],
    { indexes: [['plan_id']] },
  ),
  table('unit', [id(), text('name'), orNull(text('mail'))], { uniques: [['name']] }),
  table('unit_alias', [id(), reference('unit_id', 'unit'), text('name')], {
    uniques: [['name']],
    indexes: [['unit_id']],
  }),
  table(
    'duty',
    [
      id(),
      reference('plan_id', 'plan'),
      reference('measure_id', 'measure'),
      reference('unit_id', 'unit'),
      text('role'),
      bool('is_primary'),
      int('position'),
      ...source(),
    ],
    { uniques: [['measure_id', 'unit_id']], indexes: [['plan_id'], ['unit_id']] },
  ),
  table('member', [id(), reference('plan_id', 'plan'), int('position'), text('role'), text('name'), text('unit')], {
    indexes: [['plan_id']],
  }),
  table(
    'finding',
    [
      id(),
      reference('plan_id', 'plan'),
      text('code'),
      text('message'),
      text('names'),
      ...source(),
      text('state'),
      int('version'),
    ],
    { indexes: [['plan_id']] },
  ),
  table(
    'assignment',
    [
      id(),
      reference('plan_id', 'plan'),
      reference('measure_id', 'measure'),
      reference('phase_id', 'phase'),
      reference('unit_id', 'unit'),
      text('role'),
      day('opens_on'),
      day('due_on'),
      day('original_due_on'),
      text('stage'),
      day('assigned_on'),
      orNull(day('completed_on')),
      orNull(day('rectify_by')),
      int('version'),
    ],
    {
      uniques: [['measure_id', 'phase_id', 'unit_id']],
      indexes: [['stage', 'due_on'], ['plan_id', 'unit_id'], ['phase_id'], ['unit_id']],
      // What the overview counts, in the order in which it groups: answered from the index alone.
      named: {
        ix_assignment_measure_facts: ['plan_id', 'measure_id', ...FACTS],
        ix_assignment_unit_facts: ['plan_id', 'unit_id', ...FACTS],
      },
    },
  ),
  table(
    'history',
    [
      id(),
      instant('at'),
      day('day'),
      orNull(reference('plan_id', 'plan')),
      orNull(reference('assignment_id', 'assignment')),
      text('act'),
      text('actor'),
      text('facts'),
    ],
    { indexes: [['assignment_id'], ['plan_id', 'day']] },
  ),
  table(
    'outbox',
    [
      id(),
      text('key'),
      text('kind'),
      day('day'),
      orNull(reference('plan_id', 'plan')),
      reference('unit_id', 'unit'),
      text('to_name'),
      orNull(text('to_address')),
      text('state'),
      instant('queued_at'),
      instant('next_at'),
      orNull(text('claimed_by')),
      orNull(instant('claimed_until')),
      int('attempts'),
      orNull(text('last_error')),
      text('message_id'),
      orNull(text('subject')),
      orNull(text('text_body')),
      orNull(text('html_body')),
      orNull(instant('sent_at')),
    ],
    { uniques: [['key'], ['message_id']], indexes: [['state', 'next_at'], ['day'], ['plan_id'], ['unit_id']] },
  ),
  table(
    'outbox_item',
    [id(), reference('outbox_id', 'outbox'), reference('assignment_id', 'assignment'), day('due_on'), text('rule')],
    { uniques: [['assignment_id', 'due_on', 'rule']], indexes: [['outbox_id']] },
  ),
  table('calendar_day', [key(day('day')), bool('is_workday'), text('name'), text('source')]),
  table('job_run', [id(), text('job'), instant('due_at'), instant('ran_at'), text('result')], {
    uniques: [['job', 'due_at']],
    indexes: [['ran_at']],
  }),
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
  ),
  table('demo_clock', [key(int('id')), instant('at'), orNull(instant('target'))]),
  table('write_lock', [key(int('id')), int('turn')]),
];

// A later migration that rebuilds `history` on SQLite drops these with the old table and must make them again.
const APPEND_ONLY = {
  sqlite: [
    `CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END`,
    `CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END`,
  ],
  postgres: [
    `CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$`,
    `CREATE TRIGGER history_no_update BEFORE UPDATE ON history
      FOR EACH ROW EXECUTE FUNCTION history_is_append_only()`,
    `CREATE TRIGGER history_no_delete BEFORE DELETE ON history
      FOR EACH ROW EXECUTE FUNCTION history_is_append_only()`,
    `CREATE TRIGGER history_no_truncate BEFORE TRUNCATE ON history
      FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only()`,
  ],
};

/** Every table of the first release, and the history that can only grow. */
export class Foundation implements MigrationInterface {
  name = 'foundation-0000000000001';

  /** Builds the tables in the order in which they refer to one another. */
  async up(runner: QueryRunner): Promise<void> {
    for (const made of tables()) await runner.createTable(made);
    await runner.query('INSERT INTO write_lock (id, turn) VALUES (1, 0)');
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of postgres ? APPEND_ONLY.postgres : APPEND_ONLY.sqlite) await runner.query(statement);
  }

  /** Leaves the database as it was found. */
  async down(runner: QueryRunner): Promise<void> {
    for (const made of tables().reverse()) await runner.dropTable(made);
    if (runner.dataSource.options.type === 'postgres') await runner.query('DROP FUNCTION history_is_append_only()');
  }
}
