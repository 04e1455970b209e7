import { z } from 'zod';
import { type Person, within } from '../domain/permissions.js';
import { version } from '../web/text-input.js';
import { type ItemAct, mayDo } from './act.js';
import { SIMPLE_ACTS } from './acts-of-items.js';
import { EXTENSION_ACTS } from './acts-of-extensions.js';
import { INSPECTION_ACTS } from './acts-of-inspections.js';
import { CHASE, INSTRUCTION_ACTS } from './acts-of-leaders.js';
import { REPORT_ACTS, REVIEW_ACTS } from './acts-of-reports.js';
import { type Item } from './item.js';

/** Everything that can be done to an assignment: what pages can, in the order of its life. */
export const ITEM_ACTS: readonly ItemAct[] = [
  ...[...SIMPLE_ACTS, ...REPORT_ACTS, ...REVIEW_ACTS, CHASE],
  ...[...EXTENSION_ACTS, ...INSTRUCTION_ACTS, ...INSPECTION_ACTS],
];

const BODIES = ITEM_ACTS.map(({ act, label, takes }) =>
  z.object({ act: z.literal(act), version: version.describe('责任事项的版本'), ...takes.shape }).meta({ title: label }),
);

/** The body of an act: one shape for each act, told apart by `act`. */
export const ACT_BODY = z.discriminatedUnion('act', BODIES as unknown as [z.ZodObject<{ act: z.ZodLiteral<string> }>], {
  error: `应是 ${ITEM_ACTS.map(({ act }) => act).join('、')} 之一`,
}) as unknown as z.ZodType<{ act: string; version: number }>;

/** The acts open to a person on an item, whatever of it they are about. */
export function openActs(item: Item, person: Person): { act: string; label: string }[] {
  return ITEM_ACTS.filter(
    (act) => mayDo(act, within(person, item.world.plan), item.assignment) && act.isOpen(item),
  ).map(({ act, label }) => ({
    act,
    label,
  }));
}
