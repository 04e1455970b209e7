import { type ContactColumn, type ContactRow, unitPostNamed } from '../domain/contact-rows.js';
import { RuleBroken } from '../domain/errors.js';
import { faultOfStart, type Holding, holdsOn, type Post, type PostKind } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { appointMany } from './appoint-many.js';
import { ensureUnitPosts, unitsByName } from './fill-posts.js';
import { type Occasion } from './history.js';
import { handOver, saveContact } from './people.js';

/** What is wrong with one cell, as a code with its facts. */
export interface CellFault {
  row: number;
  column: ContactColumn;
  code: string;
  facts: Record<string, unknown>;
}

/** What one row would change: nothing, what is known of the holder, who holds the post. */
export interface ContactChange {
  row: ContactRow;
  kind: PostKind;
  unitId: number;
  does: 'nothing' | 'correct' | 'appoint' | 'hand-over';
  holder: Holding | null;
  fromOn: string;
}

/** Works out what a list of contacts would change and what is wrong with its cells; changes nothing. As many statements for 500 rows as for one. */
export async function workOutContacts(
  stores: Stores,
  rows: readonly ContactRow[],
  today: string,
): Promise<{ faults: CellFault[]; changes: ContactChange[] }> {
  const unitIds = await unitsByName(stores);
  const named = [...new Set(rows.flatMap((row) => unitIds.get(row.unit) ?? []))];
  const posts = await stores.people.postsOfUnits(named);
  const held = await stores.people.holdings(posts.map((post) => post.id));
  const faults: CellFault[] = [];
  const changes: ContactChange[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const [unitId, kind] = [unitIds.get(row.unit), unitPostNamed(row.post)];
    const fault = (column: ContactColumn, code: string, facts: Record<string, unknown> = {}) =>
      faults.push({ row: row.row, column, code, facts });
    if (unitId === undefined) fault('unit', 'unit-unknown', { unit: row.unit });
    if (kind === null) fault('post', 'post-unknown');
    if (unitId === undefined || kind === null) continue;
    const twice = seen.get(`${unitId}:${kind}`);
    if (twice !== undefined) fault('post', 'row-twice', { row: twice });
    seen.set(`${unitId}:${kind}`, row.row);
    const change = changeOf(row, { unitId, kind, today }, lastOf(posts, held, unitId, kind));
    if (change.fault) fault('fromOn', change.fault.code, change.fault.facts);
    changes.push(change);
  }
  return { faults, changes };
}

function lastOf(posts: readonly Post[], held: readonly Holding[], unitId: number, kind: PostKind): Holding | null {
  const post = posts.find((one) => one.unitId === unitId && one.kind === kind);
  return held.find((holding) => holding.postId === post?.id) ?? null;
}

/** The same name means the same person: only what is known of them is set right, and what is left empty stays. */
function changeOf(
  row: ContactRow,
  { unitId, kind, today }: { unitId: number; kind: PostKind; today: string },
  last: Holding | null,
): ContactChange & { fault: { code: string; facts: Record<string, unknown> } | null } {
  const fromOn = row.fromOn ?? today;
  const holder = last && holdsOn(last, today) ? last : null;
  if (holder && holder.name === row.name) {
    const [mail, phone] = [row.mail ?? holder.mail, row.phone ?? holder.phone];
    const does = mail === holder.mail && phone === holder.phone ? 'nothing' : 'correct';
    return { row: { ...row, mail, phone }, kind, unitId, does, holder, fromOn, fault: null };
  }
  const code = faultOfStart(last, fromOn, today);
  const facts = { name: last?.name ?? '', day: last?.untilOn ?? last?.fromOn };
  const does = holder ? 'hand-over' : 'appoint';
  return { row, kind, unitId, does, holder, fromOn, fault: code ? { code, facts } : null };
}

/** Does what a list of contacts says, all of it or nothing; returns how many posts it changed. Throws `RuleBroken('list-faults')`. */
export async function importContacts(stores: Stores, rows: readonly ContactRow[], occasion: Occasion): Promise<number> {
  const { faults, changes } = await workOutContacts(stores, rows, occasion.today);
  if (faults.length > 0) throw new RuleBroken('list-faults', { count: faults.length });
  const unitIds = [...new Set(changes.map((change) => change.unitId))];
  await ensureUnitPosts(stores, unitIds);
  const posts = await stores.people.postsOfUnits(unitIds);
  const placed = changes.flatMap((change) => {
    const post = posts.find((one) => one.unitId === change.unitId && one.kind === change.kind);
    return post ? [{ change, post: { ...post, unitId: change.unitId } }] : [];
  });
  for (const { change, post } of placed) await doChange(stores, post.id, change, occasion);
  await appointMany(
    stores,
    placed.flatMap(({ change: { does, row, fromOn }, post }) => {
      const person = { name: row.name, mail: row.mail, phone: row.phone };
      return does === 'appoint' ? [{ post, person, fromOn }] : [];
    }),
    occasion,
  );
  return changes.filter(({ does }) => does !== 'nothing').length;
}

async function doChange(
  stores: Stores,
  postId: number,
  { row: { name, mail, phone }, does, holder, fromOn }: ContactChange,
  occasion: Occasion,
): Promise<void> {
  // Who is new in a vacant post is appointed with all the others.
  if (does === 'nothing' || does === 'appoint') return;
  if (does === 'correct' && holder) {
    const { contactId, contactVersion: version } = holder;
    // A person in two posts of the list is set right twice; the second time their version is another.
    const known = await stores.people.contact(contactId);
    await saveContact(stores, { postId, contactId, version: known?.version ?? version, name, mail, phone }, occasion);
    return;
  }
  const version = holder?.version ?? 0;
  await handOver(stores, { postId, toContact: { name, mail, phone }, fromOn, version }, occasion);
}
