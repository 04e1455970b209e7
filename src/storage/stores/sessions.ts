import { type EntityManager } from 'typeorm';
import { type Session } from '../../domain/accounts.js';
import { type PersonRole } from '../../domain/permissions.js';
import { type Instant } from '../../domain/plan.js';
import { sessions } from '../tables-people.js';
import { all, changeWhere, fixedQuery, rowsOf } from './rows.js';

/** A session with the rights that its account has now: a role is looked up, never carried. */
export interface SignedIn extends Session {
  role: PersonRole;
  name: string;
  unitId: number | null;
  contactId: number | null;
  disabledAt: Instant | null;
}

// Asked by every request.
const sessionOf = fixedQuery<SignedIn, 'idHash'>(['idHash'], (manager) => {
  const query = rowsOf(manager, sessions, 's').innerJoin('account', 'a', 'a.id = s.accountId');
  for (const right of ['role', 'name', 'unitId', 'contactId', 'disabledAt']) query.addSelect(`a.${right}`, right);
  return query.where('s.idHash = :idHash');
});

/** Who is signed in. */
export class SessionStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps a new session. */
  async insert(session: Session): Promise<void> {
    await this.manager.createQueryBuilder().insert().into(sessions).values(session).updateEntity(false).execute();
  }

  /** The session with this hash of its identifier and its account's rights, or null. */
  async byIdHash(idHash: string): Promise<SignedIn | null> {
    return (await sessionOf(this.manager, { idHash }))[0] ?? null;
  }

  /** An account's sessions, the last used first. */
  async ofAccount(accountId: number): Promise<Session[]> {
    const query = rowsOf(this.manager, sessions, 's').where('s.accountId = :accountId', { accountId });
    return all(query.orderBy('s.lastSeenAt', 'DESC'));
  }

  /** Notes when a session was last used; false when it is gone. */
  async touch(idHash: string, lastSeenAt: Instant): Promise<boolean> {
    return changeWhere(this.manager, sessions, { idHash }, { lastSeenAt });
  }

  /** Ends a session. */
  async remove(idHash: string): Promise<void> {
    await this.manager.createQueryBuilder().delete().from(sessions).where({ idHash }).execute();
  }

  /** Ends every session of an account, but for one. */
  async removeOf(accountId: number, except: string | null = null): Promise<void> {
    const query = this.manager.createQueryBuilder().delete().from(sessions).where({ accountId });
    await (except === null ? query : query.andWhere('id_hash <> :except', { except })).execute();
  }

  /** Ends one session of an account, by the hash of its identifier; false where the account has no such session. */
  async removeOne(accountId: number, idHash: string): Promise<boolean> {
    const query = this.manager.createQueryBuilder().delete().from(sessions).where({ accountId, idHash });
    return ((await query.execute()).affected ?? 0) > 0;
  }

  /** Forgets the sessions that began before an instant. */
  async removeBefore(createdAt: Instant): Promise<void> {
    const query = this.manager.createQueryBuilder().delete().from(sessions);
    await query.where('created_at < :createdAt', { createdAt }).execute();
  }
}
