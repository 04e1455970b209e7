import { momentAt, type Moment } from '../clock.js';
import { type Calendar, nthWorkday } from '../domain/calendar.js';
import { type DigestReader } from '../domain/digest.js';
import { type Instant, type Unit } from '../domain/plan.js';
import { type PostKind, POST_WORDS } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { type Holding } from '../domain/posts.js';

const AT = '08:30';

/** Who gets a digest for the post they hold ('副组长', '县教育局主要负责人'), and where a mail to them goes; null where they have no address. */
export interface Reader {
  postId: number;
  post: string;
  name: string;
  mail: string | null;
}

/** Whoever holds posts of these kinds in a plan's group and office: each person once, by the first of their posts. */
export async function readersInPlan(
  stores: Stores,
  planId: number,
  kinds: readonly PostKind[],
  { today }: Moment,
): Promise<Reader[]> {
  const posts = await stores.people.postsOfPlan(planId, today);
  return readersAmong(
    posts.flatMap(({ holder }) => holder ?? []),
    kinds,
  );
}

/** Of holders in the order of their posts those of these kinds: each person once, by the first of their posts. */
export function readersAmong(holders: readonly Holding[], kinds: readonly PostKind[]): Reader[] {
  const persons = new Map<number, Reader>();
  for (const { contactId, postId, kind, name, mail } of kinds.flatMap((one) =>
    holders.filter((holder) => holder.kind === one),
  ))
    if (!persons.has(contactId)) persons.set(contactId, { postId, post: POST_WORDS[kind], name, mail });
  return [...persons.values()];
}

/** The head of a unit as a reader. */
export const headReader = (unit: Pick<Unit, 'name'>, { postId, name, mail }: Holding): Reader => ({
  ...{ postId, post: `${unit.name}${POST_WORDS['unit-head']}`, name, mail },
});

/** A reader as an issue keeps them. */
export const keptReader = ({ post, name, mail }: Reader): DigestReader => ({ post, name, mailed: mail !== null });

/** One mail a person and day: what a morning has for somebody besides waits for the next working days; `taken` are those with a mail already. */
export class Turns {
  private readonly taken: Map<string, number>;

  constructor(
    private readonly moment: Moment,
    private readonly calendar: Calendar,
    taken: readonly string[],
  ) {
    this.taken = new Map(taken.map((address) => [address, 1]));
  }

  /** When the next mail to an address may leave. */
  next(address: string): Instant {
    const before = this.taken.get(address) ?? 0;
    this.taken.set(address, before + 1);
    return before === 0 ? this.moment.at : momentAt(nthWorkday(this.calendar, this.moment.today, before), AT).at;
  }

  /** Whether an address has a mail today already. */
  has(address: string): boolean {
    return this.taken.has(address);
  }
}
