import { type EntityManager, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { type Delivery } from '../../domain/mail.js';
import { type Instant } from '../../domain/plan.js';
import { deliveries } from '../tables-mail.js';
import { changeWhere, first, rowsOf } from './rows.js';

/** Whether mails may leave, and since when not: one row, shared by all processes. */
export class DeliveryStore {
  constructor(private readonly manager: EntityManager) {}

  /** The state of delivery. */
  async get(): Promise<Omit<Delivery, 'id'>> {
    const flowing = { id: 1, stoppedAt: null, reason: null, probeAt: null, toldAt: null };
    const { id: _id, ...state } = (await first(rowsOf(this.manager, deliveries, 'd'))) ?? flowing;
    return state;
  }

  /** Changes what is given of it. */
  async set(state: Partial<Omit<Delivery, 'id'>>): Promise<void> {
    await changeWhere(this.manager, deliveries, { id: 1 }, state);
  }

  /** Stops everything until a probe succeeds; who was stopped already keeps the moment since which. */
  async stop(at: Instant, { reason, probeAt }: { reason: string; probeAt: Instant }): Promise<void> {
    await changeWhere(this.manager, deliveries, { id: 1, stoppedAt: IsNull() }, { stoppedAt: at });
    await this.set({ reason, probeAt });
  }

  /** Takes the probe that is due, so that of several processes one tries the server; false where it is not due or taken. */
  async takeProbe(now: Instant, next: Instant): Promise<boolean> {
    const due = { id: 1, stoppedAt: Not(IsNull()), probeAt: LessThanOrEqual(now) };
    return changeWhere(this.manager, deliveries, due, { probeAt: next });
  }

  /** Waits until nobody else counts what has left: two processes keep one limit between them. */
  async alone(): Promise<void> {
    await changeWhere(this.manager, deliveries, { id: 1 }, { toldAt: () => 'told_at' });
  }

  /** Mails leave again; returns the stop that is over, null where there was none. */
  async resume(): Promise<{ stoppedAt: Instant; reason: string } | null> {
    const { stoppedAt, reason } = await this.get();
    await this.set({ stoppedAt: null, reason: null, probeAt: null });
    return stoppedAt === null ? null : { stoppedAt, reason: reason ?? '' };
  }
}
