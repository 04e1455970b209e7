import { type EntityManager } from 'typeorm';
import { type Instant } from '../../domain/plan.js';
import { type Session, sessions } from '../tables.js';
import { changeWhere, fixedQuery, rowsOf } from './rows.js';

// Asked by every request.
const sessionOf = fixedQuery<Session, 'idHash'>(['idHash'], (manager) =>
  rowsOf(manager, sessions, 's').where('s.idHash = :idHash'),
);

/** Who is signed in. */
export class SessionStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps a new session. */
  async insert(session: Session): Promise<void> {
    await this.manager.createQueryBuilder().insert().into(sessions).values(session).updateEntity(false).execute();
  }

  /** The session with this hash of its identifier, or null. */
  async byIdHash(idHash: string): Promise<Session | null> {
    return (await sessionOf(this.manager, { idHash }))[0] ?? null;
  }

  /** Notes when a session was last used; false when it is gone. */
  async touch(idHash: string, lastSeenAt: Instant): Promise<boolean> {
    return changeWhere(this.manager, sessions, { idHash }, { lastSeenAt });
  }

  /** Ends a session. */
  async remove(idHash: string): Promise<void> {
    await this.manager.createQueryBuilder().delete().from(sessions).where({ idHash }).execute();
  }
}
