import { type EntityManager } from 'typeorm';
import { AssignmentStore } from './assignments.js';
import { CalendarStore } from './calendar.js';
import { DemoClockStore } from './demo-clock.js';
import { HistoryStore } from './history.js';
import { JobStore } from './jobs.js';
import { OutboxStore } from './outbox.js';
import { PlanStore } from './plans.js';
import { SessionStore } from './sessions.js';
import { StampStore } from './stamp.js';

/** Everything that can be asked of the database or done to it; had only from a door of `Storage`. */
export interface Stores {
  plans: PlanStore;
  assignments: AssignmentStore;
  outbox: OutboxStore;
  history: HistoryStore;
  calendar: CalendarStore;
  sessions: SessionStore;
  jobs: JobStore;
  demoClock: DemoClockStore;
  stamp: StampStore;
}

/** The stores over one connection or transaction. */
export function storesOver(manager: EntityManager): Stores {
  return {
    plans: new PlanStore(manager),
    assignments: new AssignmentStore(manager),
    outbox: new OutboxStore(manager),
    history: new HistoryStore(manager),
    calendar: new CalendarStore(manager),
    sessions: new SessionStore(manager),
    jobs: new JobStore(manager),
    demoClock: new DemoClockStore(manager),
    stamp: new StampStore(manager),
  };
}
