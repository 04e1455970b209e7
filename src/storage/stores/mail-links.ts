import { type EntityManager } from 'typeorm';
import { type MailLink } from '../../domain/accounts.js';
import { type AssignmentStage, type Instant } from '../../domain/plan.js';
import { mailLinks } from '../tables-people.js';
import { assignments, outbox, outboxItems } from '../tables.js';
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

  /**
   * What a link opens, each assignment once, with its stage: what its mail is about and, of a reminder or a chase, what else
   * was overdue at the unit on the mail's day, because the mail tells that too.
   */
  async itemsOf({ outboxId, unitId }: Pick<MailLink, 'outboxId' | 'unitId'>): Promise<LinkedItem[]> {
    const own = this.manager.createQueryBuilder(outboxItems, 'i').select('i.assignmentId');
    const late = [
      `o.kind IN ('reminder', 'chase', 'report-request') AND o.words IS NULL AND a.dueOn < o.day`,
      '(a.completedOn IS NULL OR a.completedOn >= o.day)',
      `a.stage NOT IN ('declined', 'suspended', 'waived')`,
    ].join(' AND ');
    const query = this.manager
      .createQueryBuilder(assignments, 'a')
      .innerJoin(outbox.options.name, 'o', 'o.id = :outboxId', { outboxId })
      .select('a.id', 'assignmentId')
      .addSelect('a.planId', 'planId')
      .addSelect('a.stage', 'stage')
      .where('a.unitId = :unitId', { unitId })
      .andWhere(`(a.id IN (${own.where('i.outboxId = :outboxId').getQuery()}) OR (${late}))`)
      .orderBy('a.dueOn')
      .addOrderBy('a.id');
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
