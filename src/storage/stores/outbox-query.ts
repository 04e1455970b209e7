import { type Day } from '../../domain/day.js';
import { type MailKind, type MailState, type OutboxMail } from '../../domain/plan.js';
import { OF_PLAN } from './no-mails.js';
import { type rowsOf } from './rows.js';

/** What the outbox is narrowed to, and which part of it is wanted. */
export interface OutboxQuery {
  states?: readonly MailState[] | undefined;
  kind?: MailKind | undefined;
  unitId?: number | undefined;
  /** Mails that belong to this plan or tell of its items. */
  planId?: number | undefined;
  dayFrom?: Day | undefined;
  dayTo?: Day | undefined;
  /** Only mails that may have arrived twice. */
  doubtful?: boolean | undefined;
  limit: number;
  offset: number;
}

/** Narrows a query over the outbox, called 'o', to what was asked. */
export function narrowed<Q extends ReturnType<typeof rowsOf<OutboxMail>>>(query: Q, asked: OutboxQuery): Q {
  query.where('1 = 1');
  if (asked.states?.length === 0) query.andWhere('1 = 0');
  else if (asked.states) query.andWhere('o.state IN (:...states)', { states: asked.states });
  if (asked.kind !== undefined) query.andWhere('o.kind = :kind', { kind: asked.kind });
  if (asked.unitId !== undefined) query.andWhere('o.unitId = :unitId', { unitId: asked.unitId });
  if (asked.planId !== undefined) query.andWhere(OF_PLAN, { planId: asked.planId });
  if (asked.dayFrom !== undefined) query.andWhere('o.day >= :dayFrom', { dayFrom: asked.dayFrom });
  if (asked.dayTo !== undefined) query.andWhere('o.day <= :dayTo', { dayTo: asked.dayTo });
  if (asked.doubtful) query.andWhere('o.doubts > 0');
  return query;
}
