/** Who is signed in, as a role: the office works, leaders read and instruct, a liaison acts for one unit, an auditor reads. */
export type PersonRole = 'office' | 'leader' | 'admin' | 'auditor' | 'liaison';

export const ROLE_NAMES: Readonly<Record<PersonRole, string>> = {
  office: '办公室',
  leader: '领导',
  admin: '管理员',
  auditor: '审计员',
  liaison: '联络员',
};

/** A person for whom a page or an answer is made; `unitId` is set for a liaison only. */
export interface Person {
  role: PersonRole;
  name: string;
  unitId: number | null;
  /** Null for somebody who came by the personal link of a mail. */
  accountId: number | null;
  contactId: number | null;
  /** Who came by a mail's link reaches these assignments and no others; null for whoever signed in. */
  items: readonly number[] | null;
  /** Set where a closed plan is looked at: nobody acts there. */
  readsOnly?: boolean;
}

/** Every permission and the roles that hold it: routes, buttons and the role test read this one table. */
export const PERMISSIONS = {
  /** See the whole plan: overview, all units, all assignments, outbox, schedule. */
  'see-all': ['office', 'leader', 'admin', 'auditor'],
  /** See the issued document and one's own unit. */
  'see-own': ['office', 'leader', 'admin', 'auditor', 'liaison'],
  /** Start a plan, settle the findings of an import. */
  'run-plan': ['office', 'admin'],
  /** The office's daily work: review, chase, decide, inspect, recheck, correct. */
  work: ['office'],
  /** Act for one's own unit: acknowledge, report, ask for an extension, rectify. */
  'act-for-unit': ['liaison'],
  /** Leave an instruction (批示), or type one in. */
  instruct: ['leader', 'office'],
  /** Units, contacts, posts and who holds them. */
  'manage-people': ['office', 'admin'],
  /** Import the yearly holidays, add local ones. */
  'keep-calendar': ['office', 'admin'],
  /** Accounts and their rights. */
  'manage-accounts': ['admin'],
  /** Read the whole history (留痕). */
  'see-history': ['office', 'admin', 'auditor'],
  /** Move the demonstration clock. */
  'move-clock': ['office', 'admin'],
} as const satisfies Record<string, readonly PersonRole[]>;
export type Permission = keyof typeof PERMISSIONS;

/** What is left of the permissions in a closed plan; its people are looked after as before, and the office may reopen it. */
const ON_CLOSED: readonly Permission[] = ['see-all', 'see-own', 'see-history', 'manage-people', 'manage-accounts'];

/** A person within a plan: a closed one is read by all who could see it, and worked in by nobody. */
export function within(person: Person, plan: { state: string }): Person {
  return plan.state === 'closed' ? { ...person, readsOnly: true } : person;
}

/** Whether a person holds a permission. */
export function may(person: Person, permission: Permission): boolean {
  if (person.readsOnly && !ON_CLOSED.includes(permission)) return false;
  return (PERMISSIONS[permission] as readonly PersonRole[]).includes(person.role);
}

/** Whether a person may see what belongs to a unit. */
export function maySeeUnit(person: Person, unitId: number): boolean {
  return may(person, 'see-all') || person.unitId === unitId;
}

/** Whether a person may see one assignment: all of them, their unit's, or those their link is about. */
export function maySeeAssignment(person: Person, assignment: { id: number; unitId: number }): boolean {
  return maySeeUnit(person, assignment.unitId) && (person.items?.includes(assignment.id) ?? true);
}

/** Whether a person may act for the unit of an assignment. */
export function mayActFor(person: Person, assignment: { id: number; unitId: number }): boolean {
  return may(person, 'act-for-unit') && person.unitId === assignment.unitId && maySeeAssignment(person, assignment);
}

/** Whether a person may see a report: of an assignment they may see, or of a measure that their unit leads. */
export function maySeeReport(
  person: Person,
  report: { assignmentId: number; unitId: number; measureId: number },
  leads: ReadonlySet<number>,
): boolean {
  const { assignmentId: id, unitId, measureId } = report;
  return maySeeAssignment(person, { id, unitId }) || (person.items === null && leads.has(measureId));
}
