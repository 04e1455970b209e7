import { type Transport } from './transport.js';

/** Of all deliveries of this process together: one may begin while a mail of the last one still waits for its answer. */
const taken = new WeakMap<Transport, number>();

/** How many lanes of a transport are free: one in which a server does not answer is not, until the mail's time is over. */
export const freeLanes = (transport: Transport) => transport.lanes - (taken.get(transport) ?? 0);

/** Does some work at once in so many lanes of a transport, or in those that are free. */
export function inLanes(transport: Transport, wanted: number, work: () => Promise<void>) {
  const count = (by: number) => taken.set(transport, (taken.get(transport) ?? 0) + by);
  const lanes = Array.from({ length: Math.min(wanted, freeLanes(transport)) }, () => {
    count(1);
    return work().finally(() => count(-1));
  });
  return Promise.allSettled(lanes);
}
