import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Request } from 'express';
import { z } from 'zod';
import { RuleBroken } from '../domain/errors.js';
import { Fits } from '../web/input.js';

/** How many rows of a list at once. */
export const perPage = z.coerce
  .number({ error: '应是 1 至 500 的整数' })
  .int('应是 1 至 500 的整数')
  .min(1, '应是 1 至 500 的整数')
  .max(500, '应是 1 至 500 的整数')
  .default(50);

/** Checks a body and names every field that is wrong at once; throws `RuleBroken('bad-input')` with `fields`. */
export class FitsBody<T> extends Fits<T> {
  override transform(value: unknown): T {
    const parsed = this.schema.safeParse(value ?? {});
    if (parsed.success) return parsed.data;
    const fields: Record<string, string> = {};
    for (const { path, message } of parsed.error.issues) fields[path.join('.')] ??= message;
    const [[field, problem] = ['', '']] = Object.entries(fields);
    throw new RuleBroken('bad-input', { field: field || '请求', problem, fields });
  }
}

/** The key of a request that may be sent again, from `Idempotency-Key`; null for none. Throws `RuleBroken('key-malformed')`. */
export const IdempotencyKey = createParamDecorator((_data: unknown, context: ExecutionContext): string | null => {
  const key = context.switchToHttp().getRequest<Request>().headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\w-]{8,64}$/.test(key))
    throw new RuleBroken('key-malformed', { field: 'Idempotency-Key' });
  return key;
});
