import { importContacts } from '../acts/import-contacts.js';
import { lookAfter, saveContact } from '../acts/people.js';
import { type Occasion } from '../acts/history.js';
import { type ContactRow } from '../domain/contact-rows.js';
import { type PostKind } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';

/** Names of nobody: the heads of the demonstration's units, in the order of the plan's units. */
const HEADS = [
  ...['梁永昌', '卢秀梅', '邢国强', '莫海燕', '史建华', '龙玉兰', '覃志明', '韦春花'],
  ...['欧阳平', '詹丽萍', '赖文斌', '洪雅静', '祝大勇', '丘美华', '毛立群', '沙小红'],
  ...['尹长河', '葛青松', '骆云飞', '牛玉洁', '孟庆丰', '喻晓岚', '左卫民', '温海波'],
];

/** Those of the leading group and its office who get mails, and the beginning of their addresses. */
const GROUP: readonly [kind: PostKind, address: string][] = [
  ['group-leader', 'leader'],
  ['deputy-leader', 'deputy'],
  ['office-director', 'office'],
  ['office-staff', 'staff'],
];

/**
 * Enters, as an office does in its first days, where the mails of a plan's leaders, its office and the heads of its units go; all
 * addresses are under a domain that nobody can own (RFC 2606).
 */
export async function enterAddressees(stores: Stores, planId: number, occasion: Occasion): Promise<void> {
  const units = await stores.plans.planUnits(planId);
  const heads = units.map(({ name }, i): ContactRow => ({
    ...{ row: i + 2, unit: name, post: '主要负责人', name: HEADS[i % HEADS.length] ?? '' },
    ...{ mail: `head-${String(i + 1).padStart(2, '0')}@baisha.example`, phone: null, fromOn: occasion.today },
  }));
  await importContacts(stores, heads, occasion);
  const posts = await stores.people.postsOfPlan(planId, occasion.today);
  for (const [kind, address] of GROUP)
    for (const [i, { id: postId, holder }] of posts.filter((post) => post.kind === kind).entries()) {
      if (!holder || holder.mail !== null) continue;
      const { contactId, contactVersion: version, name, phone } = holder;
      const mail = `${address}-${i + 1}@baisha.example`;
      await saveContact(stores, { postId, contactId, version, name, mail, phone }, occasion);
    }
  const deputies = posts.filter(({ kind }) => kind === 'deputy-leader');
  const share = Math.ceil(units.length / Math.max(1, deputies.length));
  for (const [i, { id }] of deputies.entries()) {
    const own = units.slice(i * share, (i + 1) * share).map((unit) => unit.id);
    await lookAfter(stores, { postId: id, unitIds: own }, occasion);
  }
}
