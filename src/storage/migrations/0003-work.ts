import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { day, id, instant, int, orNull, reference, table, text } from './notation.js';

const reportTables = () => [
  table(
    'submission',
    [
      id(),
      reference('plan_id', 'plan'),
      reference('unit_id', 'unit'),
      instant('submitted_at'),
      day('submitted_on'),
      text('by_name'),
      orNull(text('phone')),
      text('actor'),
    ],
    { indexes: [['plan_id', 'unit_id']] },
  ),
  table(
    'report',
    [
      id(),
      reference('submission_id', 'submission'),
      reference('plan_id', 'plan'),
      reference('measure_id', 'measure'),
      reference('assignment_id', 'assignment'),
      reference('unit_id', 'unit'),
      ...['kind', 'rating', 'progress', 'problems', 'needs', 'needs_from', 'next_steps'].map(text),
      orNull(day('next_on')),
      text('open_units'),
      day('period_on'),
      day('submitted_on'),
      ...['stage', 'checks', 'review_reason'].map(text),
      orNull(text('reviewed_by')),
      orNull(day('reviewed_on')),
      int('version'),
    ],
    {
      uniques: [['submission_id', 'assignment_id']],
      indexes: [['assignment_id'], ['plan_id', 'stage'], ['plan_id', 'unit_id'], ['measure_id']],
    },
  ),
  table(
    'indicator',
    [
      id(),
      reference('plan_id', 'plan'),
      reference('measure_id', 'measure'),
      text('name'),
      text('unit_word'),
      orNull(text('target')),
    ],
    { uniques: [['measure_id', 'name']], indexes: [['plan_id']] },
  ),
  table(
    'figure',
    [
      id(),
      reference('report_id', 'report'),
      reference('indicator_id', 'indicator'),
      text('this_period'),
      text('total'),
    ],
    { uniques: [['report_id', 'indicator_id']], indexes: [['indicator_id']] },
  ),
  table(
    'draft',
    [
      id(),
      reference('plan_id', 'plan'),
      reference('unit_id', 'unit'),
      text('form'),
      text('body'),
      instant('saved_at'),
      text('saved_by'),
      int('version'),
    ],
    { uniques: [['plan_id', 'unit_id', 'form']] },
  ),
  table(
    'attachment',
    [
      id(),
      reference('plan_id', 'plan'),
      orNull(reference('unit_id', 'unit')),
      ...['owner', 'name', 'type'].map(text),
      int('bytes'),
      ...['sha256', 'stored_as'].map(text),
      instant('added_at'),
      text('added_by'),
    ],
    { uniques: [['stored_as']], indexes: [['owner']] },
  ),
  table(
    'extension',
    [
      id(),
      reference('plan_id', 'plan'),
      reference('assignment_id', 'assignment'),
      reference('unit_id', 'unit'),
      int('nth'),
      ...['stage', 'reason', 'progress'].map(text),
      day('due_on_before'),
      day('asked_day'),
      orNull(day('granted_day')),
      day('requested_on'),
      ...['requested_by', 'office_opinion'].map(text),
      orNull(day('endorsed_on')),
      ...['deputy_name', 'decision_reason'].map(text),
      orNull(text('decided_by')),
      orNull(day('decided_on')),
      int('version'),
    ],
    { uniques: [['assignment_id', 'nth']], indexes: [['plan_id', 'stage'], ['unit_id']] },
  ),
];

const inspectionTables = () => [
  table(
    'inspection',
    [
      id(),
      reference('plan_id', 'plan'),
      ...['number', 'title'].map(text),
      day('held_on'),
      ...['method', 'leader_name', 'members', 'selection', 'seed'].map(text),
      int('pool_size'),
      ...['state', 'created_by'].map(text),
      int('version'),
    ],
    { uniques: [['plan_id', 'number']] },
  ),
  table(
    'inspection_item',
    [
      id(),
      reference('inspection_id', 'inspection'),
      reference('plan_id', 'plan'),
      reference('assignment_id', 'assignment'),
      reference('unit_id', 'unit'),
      orNull(text('conclusion')),
      ...['fact', 'standard', 'evidence', 'unit_opinion', 'tests'].map(text),
      orNull(reference('inspector_id', 'account')),
      text('inspector_name'),
      orNull(day('concluded_on')),
      int('version'),
    ],
    {
      uniques: [['inspection_id', 'assignment_id']],
      indexes: [['assignment_id'], ['plan_id'], ['unit_id'], ['inspector_id']],
    },
  ),
  table(
    'rectification',
    [
      id(),
      reference('plan_id', 'plan'),
      reference('assignment_id', 'assignment'),
      reference('unit_id', 'unit'),
      reference('inspection_item_id', 'inspection_item'),
      ...['number', 'fact', 'standard', 'requirement'].map(text),
      day('due_on'),
      int('round'),
      text('stage'),
      day('issued_on'),
      orNull(day('submitted_on')),
      orNull(day('passed_on')),
      orNull(reference('inspector_id', 'account')),
      text('inspector_name'),
      int('version'),
    ],
    {
      uniques: [['plan_id', 'number']],
      indexes: [['assignment_id'], ['plan_id', 'stage'], ['unit_id'], ['inspection_item_id'], ['inspector_id']],
    },
  ),
  table(
    'rectification_round',
    [
      id(),
      reference('rectification_id', 'rectification'),
      int('round'),
      day('due_on'),
      ...['measures', 'result', 'lessons'].map(text),
      day('submitted_on'),
      text('submitted_by'),
      orNull(text('conclusion')),
      ...['reason', 'tests'].map(text),
      orNull(reference('rechecker_id', 'account')),
      text('rechecker_name'),
      orNull(day('rechecked_on')),
    ],
    { uniques: [['rectification_id', 'round']], indexes: [['rechecker_id']] },
  ),
  table(
    'objection',
    [
      id(),
      reference('rectification_id', 'rectification'),
      reference('unit_id', 'unit'),
      text('text'),
      day('raised_on'),
      text('raised_by'),
      orNull(text('outcome')),
      text('answer'),
      orNull(day('answered_on')),
      orNull(text('answered_by')),
      int('version'),
    ],
    { uniques: [['rectification_id']], indexes: [['unit_id']] },
  ),
  table(
    'instruction',
    [
      id(),
      reference('plan_id', 'plan'),
      ...['leader_name', 'text'].map(text),
      orNull(reference('assignment_id', 'assignment')),
      reference('unit_id', 'unit'),
      day('due_on'),
      day('given_on'),
      text('entered_by'),
      ...['stage', 'answer'].map(text),
      orNull(day('answered_on')),
      orNull(day('closed_on')),
      orNull(text('closed_by')),
      int('version'),
    ],
    { indexes: [['plan_id', 'stage'], ['unit_id'], ['assignment_id']] },
  ),
];

/** Reports, drafts, evidence, extensions, inspections, rectifications and instructions. */
export class Work implements MigrationInterface {
  name = 'work-0000000000003';

  /** Plain ALTER on both databases: TypeORM would rebuild the table on SQLite, with foreign keys off. */
  async up(runner: QueryRunner): Promise<void> {
    for (const column of ['reported_for', 'returned_on'])
      await runner.query(`ALTER TABLE "assignment" ADD COLUMN "${column}" varchar(10)`);
    for (const made of [...reportTables(), ...inspectionTables()]) await runner.createTable(made);
  }

  /** Leaves the database as the migration before left it; what only these tables held is gone. */
  async down(runner: QueryRunner): Promise<void> {
    for (const made of [...reportTables(), ...inspectionTables()].reverse()) await runner.dropTable(made);
    for (const column of ['reported_for', 'returned_on'])
      await runner.query(`ALTER TABLE "assignment" DROP COLUMN "${column}"`);
  }
}
