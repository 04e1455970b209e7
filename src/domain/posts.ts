import { type Day } from './day.js';
import { may, type Person } from './permissions.js';

/** 岗位: responsibility belongs to a post, held by a person from one day to another ("由继任者接替，不再另行发文"). */
export type PostKind =
  | 'group-leader'
  | 'deputy-leader'
  | 'group-member'
  | 'office-director'
  | 'office-staff'
  | 'unit-head'
  | 'unit-supervisor'
  | 'liaison'
  | 'deputy-liaison';

export const POST_WORDS: Readonly<Record<PostKind, string>> = {
  'group-leader': '组长',
  'deputy-leader': '副组长',
  'group-member': '成员',
  'office-director': '办公室主任',
  'office-staff': '办公室工作人员',
  'unit-head': '主要负责人',
  'unit-supervisor': '分管领导',
  liaison: '联络员',
  'deputy-liaison': '备用联络员',
};

/** Posts of a plan (its leading group and office); the others are posts of a unit. */
export const PLAN_POSTS: readonly PostKind[] = [
  'group-leader',
  'deputy-leader',
  'group-member',
  'office-director',
  'office-staff',
];
/** Whoever works in the office, its head first. */
export const OFFICE_POSTS: readonly PostKind[] = ['office-director', 'office-staff'];
export const UNIT_POSTS: readonly PostKind[] = ['unit-head', 'unit-supervisor', 'liaison', 'deputy-liaison'];

/** 联系人: a person as an office knows one: name, office phone, mail, nothing more. */
export interface Contact {
  id: number;
  name: string;
  mail: string | null;
  phone: string | null;
  /** The day on which a server refused the address; null while it is good. A new address takes it back. */
  bouncedOn: Day | null;
  /** What the server said then. */
  bounce: string | null;
  version: number;
}

/** A post of a plan or of a unit; `title` is what the document calls its holder ('县总工会主席'). */
export interface Post {
  id: number;
  kind: PostKind;
  planId: number | null;
  unitId: number | null;
  title: string;
  position: number;
}

/** 任职: who holds a post from a day up to and including another; null: until further notice. */
export interface Tenure {
  id: number;
  postId: number;
  contactId: number;
  fromOn: Day;
  untilOn: Day | null;
  version: number;
}

/** A unit that a deputy leader looks after (分管联系单位). */
export interface PostUnit {
  id: number;
  postId: number;
  unitId: number;
}

/** Whether a tenure covers a day, first and last day included. */
export function holdsOn(tenure: Pick<Tenure, 'fromOn' | 'untilOn'>, day: Day): boolean {
  return tenure.fromOn <= day && (tenure.untilOn === null || day <= tenure.untilOn);
}

/** Who holds a post on a day: the latest to have come, where two overlap; null where it is vacant. */
export function holderOn<T extends Pick<Tenure, 'fromOn' | 'untilOn'>>(tenures: readonly T[], day: Day): T | null {
  const holding = tenures.filter((tenure) => holdsOn(tenure, day));
  return holding.sort((a, b) => b.fromOn.localeCompare(a.fromOn))[0] ?? null;
}

/** What a document calls the members of a leading group and its office, as posts; an unknown role is a member's. */
export function postOfRole(role: string): PostKind {
  if (role.startsWith('办公室')) return /^办公室(?:常务)?副/.test(role) ? 'office-staff' : 'office-director';
  if (role.includes('副组长')) return 'deputy-leader';
  return role.endsWith('组长') ? 'group-leader' : 'group-member';
}

/** What a post's holder is called in the document beside the post's own name: '办公室副主任 · 县总工会', '县财政局', ''. */
export function titleOfMember({ role, unit }: { role: string; unit: string }): string {
  const isPlain = [POST_WORDS[postOfRole(role)], '组员'].includes(role);
  return [isPlain ? '' : role, unit].filter((part) => part !== '').join(' · ');
}

/** Somebody who holds a post from a day up to another, with what an office knows of them. */
export interface Holding extends Pick<Tenure, 'postId' | 'contactId' | 'fromOn' | 'untilOn' | 'version'> {
  tenureId: number;
  kind: PostKind;
  planId: number | null;
  unitId: number | null;
  title: string;
  name: string;
  mail: string | null;
  phone: string | null;
  /** Since when the address sends mails back; null where none came back. */
  bouncedOn: Day | null;
  contactVersion: number;
}

/** A phone as those see it who need not ring it: '138****1234', '0898-****0000'. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').length;
  const tail = digits > 7 ? 4 : 2;
  let at = 0;
  return phone.replace(/\d/g, (digit) => (at++ < digits - 8 || at > digits - tail ? digit : '*'));
}

/** Why a successor cannot take a post over from a day: the holder before them has that day or a later one, or it is not yet. */
export function faultOfStart(
  before: Pick<Tenure, 'fromOn' | 'untilOn'> | null,
  fromOn: Day,
  today: Day,
): string | null {
  if (fromOn > today) return 'tenure-not-yet';
  if (before && fromOn <= before.fromOn) return 'tenure-backwards';
  // A tenure without an end is ended by its successor; one that has ended keeps its last day.
  return before?.untilOn && fromOn <= before.untilOn ? 'tenure-overlaps' : null;
}

/** Whether a person sees a holder's phone in full: the office, and the unit itself. */
export function seesPhone(person: Person, holding: Pick<Holding, 'unitId' | 'planId'>): boolean {
  return may(person, 'manage-people') || (holding.planId === null && holding.unitId === person.unitId);
}

/**
 * Whether a person may set a holder's mail and phone right: the office anyone's, a liaison their own (of a liaison account that is
 * bound to nobody, those of its unit's liaisons); who came by a mail nobody's.
 */
export function mayCorrect(
  person: Person,
  holding: Pick<Holding, 'unitId' | 'planId' | 'kind' | 'contactId'>,
): boolean {
  if (may(person, 'manage-people')) return true;
  if (person.items !== null || holding.planId !== null || holding.unitId !== person.unitId) return false;
  return person.contactId === null
    ? ['liaison', 'deputy-liaison'].includes(holding.kind)
    : person.contactId === holding.contactId;
}
