import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { z, type ZodType } from 'zod';
import { RuleBroken } from '../domain/errors.js';

/** The largest number a row's id can have on either database. */
const LARGEST_ID = 2_147_483_647;

/** A row's id in a query or a form. */
export const rowId = z.coerce
  .number({ error: '应是编号' })
  .int('应是编号')
  .positive('应是编号')
  .max(LARGEST_ID, '应是编号');

/** What a select or an empty field sends when nothing is chosen is no filter. */
export const chosen = <T extends ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Which page of a list. */
export const pageNumber = chosen(
  z.coerce.number({ error: '应是页码' }).int('应是页码').min(1, '应是页码').max(1_000_000, '应是页码'),
).transform((page) => page ?? 1);

/** A row's id in an address; anything else was never given out, so it is not found. */
export class RowId implements PipeTransform<string, number> {
  constructor(private readonly thing: string) {}

  transform(value: string): number {
    if (!/^[1-9]\d{0,9}$/.test(value) || Number(value) > LARGEST_ID)
      throw new RuleBroken('not-found', { thing: this.thing });
    return Number(value);
  }
}

/** Checks a body or a query against its schema and hands on the parsed value; throws `RuleBroken('bad-input')` at the first fault. */
export class Fits<T> implements PipeTransform<unknown, T> {
  constructor(readonly schema: ZodType<T>) {}

  transform(value: unknown, _metadata: ArgumentMetadata): T {
    const parsed = this.schema.safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    throw new RuleBroken('bad-input', {
      field: issue?.path.join('.') || '表单',
      problem: issue?.message ?? '格式不对',
    });
  }
}
