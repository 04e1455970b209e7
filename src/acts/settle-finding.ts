import { RuleBroken } from '../domain/errors.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';

/** The answer to one finding of one plan; `version` is the one that was seen. */
export interface FindingAnswer {
  planId: number;
  findingId: number;
  version: number;
  answer: 'confirmed' | 'dismissed';
}

/**
 * The office's answer to a doubt of the reader. Confirming an alias suspicion records the annex's name as another name of
 * the unit, for this and every later plan. Returns what came of it; throws `RuleBroken` 'not-found', or 'stale' where another has answered.
 */
export async function settleFinding(
  stores: Stores,
  { planId, findingId, version, answer }: FindingAnswer,
  occasion: Occasion,
): Promise<'alias' | 'noted'> {
  const finding = await stores.plans.finding(findingId);
  if (!finding || finding.planId !== planId) throw new RuleBroken('not-found', { thing: '疑点' });
  if (finding.state !== 'open' || !(await stores.plans.settleFinding(findingId, version, answer)))
    throw new RuleBroken('stale', { thing: '疑点' });
  const [name, alias] = JSON.parse(finding.names) as string[];
  const isAlias = finding.code === 'alias-suspected' && answer === 'confirmed';
  if (isAlias && name && alias) {
    const unit = await stores.plans.unitByName(name);
    if (unit) await stores.plans.insertAlias(unit.id, alias);
  }
  await remember(stores, occasion, [
    { act: 'settle-finding', planId: finding.planId, facts: { finding: finding.message, answer } },
  ]);
  return isAlias ? 'alias' : 'noted';
}
