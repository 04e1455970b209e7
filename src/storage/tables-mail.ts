import { type Delivery, type Digest, type Letter } from '../domain/mail.js';
import { day, id, instant, int, onlyOne, orNull, table, text, to } from './columns.js';

export const digests = table<Digest>(
  'digest',
  {
    ...{ id, key: text, planId: to('plan'), kind: text, nth: int, unitId: orNull(to('unit')) },
    ...{ day, windowFrom: day, windowTo: day, figures: text, madeAt: instant },
  },
  { uniques: [['key']], indexes: [['planId', 'kind', 'day'], ['unitId']] },
);

export const deliveries = table<Delivery>('delivery', {
  ...{ id: onlyOne, stoppedAt: orNull(instant), reason: orNull(text), probeAt: orNull(instant) },
  toldAt: orNull(instant),
});

export const letters = table<Letter>(
  'letter',
  {
    ...{ id, messageId: text, receivedAt: instant, fromAddress: text, subject: text, body: text },
    ...{ outboxId: orNull(to('outbox')), unitId: orNull(to('unit')), state: text, reason: orNull(text) },
    ...{ files: text, version: int },
  },
  { uniques: [['messageId']], indexes: [['state'], ['outboxId'], ['unitId']] },
);
