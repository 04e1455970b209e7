import { type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { type ZodType } from 'zod';
import { RuleBroken } from '../domain/errors.js';

/** A row's id in an address; anything else was never given out, so it is not found. */
export class RowId implements PipeTransform<string, number> {
  constructor(private readonly thing: string) {}

  transform(value: string): number {
    if (!/^[1-9]\d{0,9}$/.test(value)) throw new RuleBroken('not-found', { thing: this.thing });
    return Number(value);
  }
}

/** Checks a body or a query against its schema and hands on the parsed value; throws `RuleBroken('bad-input')` at the first fault. */
export class Fits<T> implements PipeTransform<unknown, T> {
  constructor(private readonly schema: ZodType<T>) {}

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
