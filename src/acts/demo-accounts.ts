import { DEMO_POSTS } from '../domain/demo-posts.js';
import { RuleBroken } from '../domain/errors.js';
import { type Stores } from '../storage/stores/all.js';

/** The demonstration's account of somebody, made when first chosen; it has no password. Throws `RuleBroken` 'bad-input', 'account-disabled'. */
export async function demoAccount(stores: Stores, as: string): Promise<number> {
  const post = DEMO_POSTS.find((one) => one.as === as);
  const unitName = as.startsWith('liaison:') ? as.slice('liaison:'.length) : '';
  const unit = unitName === '' ? null : await stores.plans.unitByName(unitName);
  if (!post && !unit) throw new RuleBroken('bad-input', { field: '身份', problem: `没有“${as}”这个身份` });
  const login = post ? `demo-${post.as}` : `demo-liaison-${unit?.id}`;
  const known = await stores.accounts.byLogin(login);
  if (known && known.disabledAt !== null) throw new RuleBroken('account-disabled');
  if (known) return known.id;
  const made = await stores.accounts.insertUntaken({
    login,
    name: post?.name ?? `${unit?.name}联络员`,
    role: post?.role ?? 'liaison',
    unitId: unit?.id ?? null,
    ...{ contactId: null, passwordHash: null, passwordSetOn: null, failures: 0, lockedUntil: null },
    ...{ totpSecret: null, totpStep: null, disabledAt: null, version: 1 },
  });
  // Somebody else has chosen it in this very moment.
  return made ?? (await stores.accounts.byLogin(login))?.id ?? 0;
}
