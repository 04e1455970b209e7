import { longDay } from '../domain/day.js';
import { type Holding, type Post, POST_WORDS } from '../domain/posts.js';
import { WITH_UNIT } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion } from './history.js';
import { tellUnit } from './tell-unit.js';

const SPEAKS_FOR_UNIT = ['liaison', 'deputy-liaison'];

/**
 * What somebody who has handed a liaison's post over can no longer reach: links in mails to the unit, and accounts that act for this
 * unit in their name, sessions and all. Who still speaks for the unit in its other post keeps their account.
 */
export async function endAccessOf(stores: Stores, gone: Holding, occasion: Occasion): Promise<void> {
  if (gone.unitId === null || !SPEAKS_FOR_UNIT.includes(gone.kind)) return;
  const speaking = (await stores.people.holdersOf([gone.unitId], occasion.today)).filter(({ kind }) =>
    SPEAKS_FOR_UNIT.includes(kind),
  );
  // A deputy's links are the liaison's own, unless the deputy was the only one who had any.
  const liaisonHasMail = speaking.some(({ kind, mail }) => kind === 'liaison' && mail !== null);
  if (gone.kind === 'liaison' || !liaisonHasMail) await stores.mailLinks.revokeOf(gone.unitId, occasion.at);
  if (speaking.some(({ contactId }) => contactId === gone.contactId)) return;
  for (const { id, version } of await stores.people.accountsOf(gone, gone.unitId)) {
    await stores.accounts.change(id, version, { disabledAt: occasion.at });
    await stores.sessions.removeOf(id);
  }
}

/** Lets go what was held for want of an address, where these units have one now; returns how many mails. */
export async function followMail(
  stores: Stores,
  unitIds: readonly (number | null)[],
  occasion: Occasion,
): Promise<number> {
  const known = unitIds.filter((unitId) => unitId !== null);
  const reached = [...(await stores.addresses.ofUnits(known, occasion.today)).keys()];
  return reached.length === 0 ? 0 : stores.outbox.releaseHeldOf(reached, occasion.at);
}

/**
 * Sends whoever succeeds to a liaison's post what the unit has still to do, a mail for each plan: the predecessor's links are dead, and
 * the next mail of the timetable may be weeks away. A deputy is written to only where the unit's mail goes to the deputy.
 */
export async function tellSuccessor(
  stores: Stores,
  { post, tenureId, name, fromOn }: { post: Post; tenureId: number; name: string; fromOn: string },
  occasion: Occasion,
): Promise<void> {
  const { unitId, kind } = post;
  if (unitId === null || !SPEAKS_FOR_UNIT.includes(kind)) return;
  const holders = await stores.people.holdersOf([unitId], occasion.today);
  const reads = holders.find((one) => one.kind === 'liaison' && one.mail) ?? holders.find((one) => one.kind === kind);
  if (reads?.tenureId !== tenureId || reads.mail === null) return;
  const open = (await stores.assignments.ofUnit(unitId)).filter(
    ({ stage }) => stage === 'rectifying' || WITH_UNIT.includes(stage),
  );
  const running = new Set((await stores.plans.heads()).filter(({ state }) => state === 'running').map(({ id }) => id));
  for (const planId of running) {
    const items = open.filter((item) => item.planId === planId);
    if (items.length === 0) continue;
    const key = `handover:${tenureId}:${planId}`;
    const words = {
      news: `由${name}接任${POST_WORDS[kind]}，${items.length}项工作在办`,
      ask: `自${longDay(fromOn)}起，由${name}接任你单位${POST_WORDS[kind]}。下列${items.length}项工作尚未办结，请接续办理。`,
      paragraphs: ['此前发给前任的邮件链接已失效，请使用本邮件的链接。'],
      why: '联络员交接时，向接任者发送一次在办事项。',
    };
    const told = items.map(({ id, dueOn }) => ({ assignmentId: id, dueOn, rule: key }));
    await tellUnit(stores, { kind: 'notice', key, unitId, planId, words, items: told }, occasion);
  }
}
