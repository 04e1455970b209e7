import { type IntakeDraft } from './intake.js';
import { withoutBlanks } from './plan-text/words.js';
import { type Plan } from './plan.js';
import { type Post, postOfRole, type PostKind, titleOfMember } from './posts.js';

/** A post of a running plan with whoever holds it; `name` is null where it is vacant. */
export interface RunningPost extends Pick<Post, 'id' | 'kind' | 'title'> {
  name: string | null;
}

/** Somebody in a post, with what they are called there beside their name. */
interface Held {
  name: string | null;
  title: string;
}

/** What a document issued again says otherwise of the leading group and its office. */
export type GroupDifference =
  | { kind: 'post-holder'; postId: number; post: PostKind; before: Held; after: Held & { name: string } }
  | { kind: 'post-new'; post: PostKind; title: string; name: string }
  /** The same person in the same post, called by another office; no post changes its title. */
  | { kind: 'post-title'; post: PostKind; name: string; before: string; after: string }
  | { kind: 'post-gone'; post: PostKind; title: string; name: string | null };

/** What it says otherwise of itself. */
export interface HeadDifference {
  field: 'title' | 'docNumber' | 'issuer' | 'issuedOn';
  before: string | null;
  after: string;
}

type Named = Pick<RunningPost, 'kind' | 'title'> & { name: string };

/** Posts that only one person holds: whoever comes next succeeds, whatever else they are. */
const HELD_BY_ONE: ReadonlySet<PostKind> = new Set(['group-leader', 'office-director']);
const isOffice = (kind: PostKind): boolean => kind.startsWith('office');

/** Everything that a document issued again says otherwise of the people; nothing of the group, or of the office, where it names nobody. */
export function groupDifferences(
  posts: readonly RunningPost[],
  { leadingGroup, office }: Pick<IntakeDraft, 'leadingGroup' | 'office'>,
): GroupDifference[] {
  const people = [...leadingGroup, ...office].map((member): Named => ({
    kind: postOfRole(member.role),
    title: titleOfMember(member),
    name: member.name,
  }));
  const compared = posts.filter(({ kind }) => people.some((person) => isOffice(person.kind) === isOffice(kind)));
  const pairs = paired(compared, people);
  const isGone = (post: RunningPost) => ![...pairs.values()].includes(post);
  return [
    ...people.flatMap((person): GroupDifference[] => {
      const post = pairs.get(person);
      const { kind, title, name } = person;
      if (!post) return [{ kind: 'post-new', post: kind, title, name }];
      if (!isSame(post.name ?? '', name))
        return [{ kind: 'post-holder', postId: post.id, post: kind, before: held(post), after: { name, title } }];
      return isSame(post.title, title)
        ? []
        : [{ kind: 'post-title', post: kind, name, before: post.title, after: title }];
    }),
    ...compared
      .filter(isGone)
      .map(({ kind: post, title, name }): GroupDifference => ({ kind: 'post-gone', post, title, name })),
  ];
}

/** Each person with at most one post: first with their own, then with one that is called alike, at last with one that a single person holds. */
function paired(posts: readonly RunningPost[], people: readonly Named[]): Map<Named, RunningPost> {
  const left = new Set(posts);
  const pairs = new Map<Named, RunningPost>();
  const tests: ((post: RunningPost, person: Named) => boolean)[] = [
    (post, person) => isSame(post.name ?? '', person.name) && isSame(post.title, person.title),
    (post, person) => isSame(post.name ?? '', person.name),
    (post, person) => isSame(post.title, person.title),
    ({ kind }) => HELD_BY_ONE.has(kind),
  ];
  for (const test of tests)
    for (const person of people.filter((one) => !pairs.has(one))) {
      const found = [...left].find((post) => post.kind === person.kind && test(post, person));
      if (!found) continue;
      pairs.set(person, found);
      left.delete(found);
    }
  return pairs;
}

/** What the document's head says otherwise; what it does not say is no difference. */
export function headDifferences(
  plan: Pick<Plan, HeadDifference['field']>,
  draft: Pick<IntakeDraft, HeadDifference['field'] | 'noticeTitle'>,
): HeadDifference[] {
  const said = { ...draft, title: draft.title ?? draft.noticeTitle };
  return (['title', 'docNumber', 'issuer', 'issuedOn'] as const).flatMap((field) => {
    const after = said[field];
    return after === null || isSame(plan[field] ?? '', after) ? [] : [{ field, before: plan[field], after }];
  });
}

const held = ({ name, title }: Held): Held => ({ name, title });

const isSame = (one: string, other: string): boolean => withoutBlanks(one) === withoutBlanks(other);
