import { RuleBroken } from '../domain/errors.js';
import { type PersonRole } from '../domain/permissions.js';
import { type Stores } from '../storage/stores/all.js';

/** Who can be chosen in the demonstration. Two clerks, because whoever inspects must not recheck. */
export const DEMO_POSTS: readonly { as: string; role: PersonRole; name: string; hint: string }[] = [
  { as: 'office', role: 'office', name: '领导小组办公室', hint: '看全部，核对、启用、办理、拨动时钟' },
  { as: 'office-2', role: 'office', name: '办公室另一名工作人员', hint: '与上同，便于两人分工' },
  { as: 'leader', role: 'leader', name: '领导', hint: '看全部，不操作' },
  { as: 'admin', role: 'admin', name: '管理员', hint: '维护系统' },
  { as: 'auditor', role: 'auditor', name: '审计员', hint: '看全部，不操作' },
];

/** The demonstration's account of somebody, made when first chosen; it has no password. Throws `RuleBroken('bad-input')`. */
export async function demoAccount(stores: Stores, as: string): Promise<number> {
  const post = DEMO_POSTS.find((one) => one.as === as);
  const unitName = as.startsWith('liaison:') ? as.slice('liaison:'.length) : '';
  const unit = unitName === '' ? null : await stores.plans.unitByName(unitName);
  if (!post && !unit) throw new RuleBroken('bad-input', { field: '身份', problem: `没有“${as}”这个身份` });
  const login = post ? `demo-${post.as}` : `demo-liaison-${unit?.id}`;
  const known = await stores.accounts.byLogin(login);
  if (known) return known.id;
  return stores.accounts.insert({
    login,
    name: post?.name ?? `${unit?.name}联络员`,
    role: post?.role ?? 'liaison',
    unitId: unit?.id ?? null,
    ...{ contactId: null, passwordHash: null, passwordSetOn: null, failures: 0, lockedUntil: null },
    ...{ totpSecret: null, totpStep: null, disabledAt: null, version: 1 },
  });
}
