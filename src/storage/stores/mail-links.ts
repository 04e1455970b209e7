import { type EntityManager } from 'typeorm';
import { type MailLink } from '../../domain/accounts.js';
import { type AssignmentStage, type Instant } from '../../domain/plan.js';
import { mailLinks } from '../tables-people.js';
import { assignments, outboxItems } from '../tables.js';
import { all, fixedQuery, insertUntaken, type New, rowsOf } from './rows.js';

/** One assignment that a link is about. */
export interface LinkedItem {
  assignmentId: number;
  planId: number;
  stage: AssignmentStage;
}

// Asked by every request of somebody who came by a mail.
const linkOf = fixedQuery<MailLink, 'hash'>(['hash'], (manager) =>
  rowsOf(manager, mailLinks, 'l').where('l.hash = :hash'),
);

/** Personal links of mails: found by the hash of their secret. */
export class MailLinkStore {
  constructor(private readonly manager: EntityManager) {}

  /** Keeps the links of mails about to leave; a mail that is sent again has its link already. */
  async keep(links: readonly New<MailLink>[]): Promise<void> {
    await insertUntaken(this.manager, mailLinks, 'hash', links);
  }

  /** The link with this hash, revoked or not, or null. */
  async byHash(hash: string): Promise<MailLink | null> {
    return (await linkOf(this.manager, { hash }))[0] ?? null;
  }

  /** What a link's mail is about, each assignment once, with its stage. */
  async itemsOf({ outboxId, unitId }: Pick<MailLink, 'outboxId' | 'unitId'>): Promise<LinkedItem[]> {
    const query = this.manager
      .createQueryBuilder(outboxItems, 'i')
      .innerJoin(assignments.options.name, 'a', 'a.id = i.assignmentId')
      .select('a.id', 'assignmentId')
      .addSelect('a.planId', 'planId')
      .addSelect('a.stage', 'stage')
      .distinct(true)
      .where('i.outboxId = :outboxId AND a.unitId = :unitId', { outboxId, unitId })
      .orderBy('a.id');
    return query.getRawMany<LinkedItem>();
  }

  /** Ends every link that a unit was sent; returns how many were alive. */
  async revokeOf(unitId: number, revokedAt: Instant): Promise<number> {
    const update = this.manager.createQueryBuilder().update(mailLinks).set({ revokedAt });
    return (await update.where('unit_id = :unitId AND revoked_at IS NULL', { unitId }).execute()).affected ?? 0;
  }

  /** A unit's links, the newest first. */
  async ofUnit(unitId: number): Promise<MailLink[]> {
    return all(rowsOf(this.manager, mailLinks, 'l').where('l.unitId = :unitId', { unitId }).orderBy('l.id', 'DESC'));
  }
}
