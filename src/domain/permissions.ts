/** Who is signed in, as a role: the office works, leaders read, a liaison sees their own unit. */
export type PersonRole = 'office' | 'leader' | 'admin' | 'liaison';

/** A person for whom a page or an answer is made; `unitId` is set for a liaison only. */
export interface Person {
  role: PersonRole;
  name: string;
  unitId: number | null;
}

/** Every permission and the roles that hold it: routes, buttons and the role test read this one table. */
export const PERMISSIONS = {
  /** See the whole plan: overview, all units, all assignments, outbox, schedule. */
  'see-all': ['office', 'leader', 'admin'],
  /** See the issued document and one's own unit. */
  'see-own': ['office', 'leader', 'admin', 'liaison'],
  /** Start a plan, settle the findings of an import. */
  'run-plan': ['office', 'admin'],
  /** Move the demonstration clock. */
  'move-clock': ['office', 'admin'],
} as const satisfies Record<string, readonly PersonRole[]>;
export type Permission = keyof typeof PERMISSIONS;

/** Whether a person holds a permission. */
export function may(person: Person, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly PersonRole[]).includes(person.role);
}

/** Whether a person may see what belongs to a unit. */
export function maySeeUnit(person: Person, unitId: number): boolean {
  return may(person, 'see-all') || person.unitId === unitId;
}
