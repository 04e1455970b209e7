import { type Day } from './day.js';

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
export const UNIT_POSTS: readonly PostKind[] = ['unit-head', 'unit-supervisor', 'liaison', 'deputy-liaison'];

/** 联系人: a person as an office knows one: name, office phone, mail, nothing more. */
export interface Contact {
  id: number;
  name: string;
  mail: string | null;
  phone: string | null;
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
