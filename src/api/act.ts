import { z } from 'zod';
import { type Occasion } from '../acts/history.js';
import { type Calendar } from '../domain/calendar.js';
import { RuleBroken } from '../domain/errors.js';
import { advance, ASSIGNMENT, type AssignmentAct, type Lifecycle } from '../domain/lifecycle.js';
import { may, mayActFor, type Permission, type Person } from '../domain/permissions.js';
import { type Stores } from '../storage/stores/all.js';
import { rowId } from '../web/input.js';
import { type Item } from './item.js';

/** What an act is done with. */
export interface Doing {
  stores: Stores;
  item: Item;
  person: Person;
  calendar: Calendar;
  occasion: Occasion;
}

/** One act of the JSON interface: who may, when it is open, what it takes, and the act function it comes to. */
export interface ItemAct<T = unknown> {
  act: string;
  label: string;
  by: 'unit' | Extract<Permission, 'work' | 'instruct'>;
  takes: z.ZodObject;
  isOpen(item: Item): boolean;
  does(doing: Doing, given: T): Promise<unknown>;
}

/** Declares an act whose function is given what its schema gives. */
export function itemAct<S extends z.ZodRawShape>(
  act: Omit<ItemAct<z.infer<z.ZodObject<S>>>, 'takes'> & { takes: S },
): ItemAct {
  return { ...act, takes: z.object(act.takes) };
}

/** Whether an act is a person's on an assignment: their unit's, or their post's. */
export function mayDo(
  { by }: Pick<ItemAct, 'by'>,
  person: Person,
  assignment: { id: number; unitId: number },
): boolean {
  return by === 'unit' ? mayActFor(person, assignment) : may(person, by);
}

/** Whether an act of the assignment's own lifecycle is open at its stage. */
export const atStage =
  (act: AssignmentAct) =>
  ({ assignment }: Item): boolean =>
    leads(ASSIGNMENT, act, assignment.stage);

/** Whether a lifecycle leads on from a stage by an act. */
export function leads<S extends string, A extends string>(lifecycle: Lifecycle<S, A>, act: A, stage: S): boolean {
  return lifecycle.acts.some((row) => row.act === act && row.from.includes(stage));
}

/** The thing an act means: the one that was named, else the only one the act is open on. */
export const named = (thing: string) => rowId.optional().describe(`${thing}的编号；只有一个可办时可不填`);

/**
 * Picks the thing an act means among those of its item. Throws `RuleBroken` 'not-found' for one of another item,
 * 'which-one' where several could be meant, 'act-not-open' where none is.
 */
export function pick<S extends string, A extends string, T extends { id: number; stage: S }>(
  things: readonly T[],
  id: number | undefined,
  lifecycle: Lifecycle<S, A>,
  act: A,
  field: string,
): T {
  const open = things.filter(({ stage }) => leads(lifecycle, act, stage));
  const meant = id === undefined ? open.at(-1) : things.find((thing) => thing.id === id);
  if (id === undefined && open.length > 1) throw new RuleBroken('which-one', { thing: lifecycle.name, field });
  if (!meant) {
    const last = things.at(-1);
    if (id === undefined && last) advance(lifecycle, last.stage, act);
    throw new RuleBroken('not-found', { thing: lifecycle.name });
  }
  advance(lifecycle, meant.stage, act);
  return meant;
}
