import { type EntityManager } from 'typeorm';
import { type Delivery } from '../../domain/mail.js';
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
}
