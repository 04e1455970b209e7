import { may, type Permission, type Person } from '../domain/permissions.js';
import { type Plan } from '../domain/plan.js';
import { type NavItem } from '../rendering/views-common.js';
import { type Place } from './pages.service.js';
import { paths } from './paths.js';

interface Line {
  place: Place;
  label: string;
  who: Permission;
  href: (planId: number, isOne: boolean) => string;
}

/** The lines of whoever sees the whole plan, in the order of the work; each says who has it. */
const WHOLE: readonly Line[] = [
  { place: 'desk', label: '待办', who: 'work', href: paths.desk },
  {
    place: 'overview',
    label: '总览',
    who: 'see-all',
    href: (planId, isOne) => (isOne ? paths.home() : paths.overview(planId)),
  },
  { place: 'briefing', label: '阅示', who: 'instruct', href: paths.briefing },
  { place: 'plan', label: '方案', who: 'see-all', href: paths.plan },
  { place: 'units', label: '单位', who: 'see-all', href: paths.units },
  { place: 'assignments', label: '责任事项', who: 'see-all', href: (planId) => paths.assignments(planId) },
  { place: 'inspections', label: '检查', who: 'see-all', href: paths.inspections },
  { place: 'rectifications', label: '整改', who: 'see-all', href: (planId) => paths.rectifications(planId) },
  { place: 'people', label: '人员', who: 'manage-people', href: paths.people },
  { place: 'outbox', label: '发件箱', who: 'see-all', href: () => paths.outbox() },
  { place: 'schedule', label: '日程', who: 'see-all', href: () => paths.schedule() },
  { place: 'history', label: '留痕', who: 'see-history', href: () => paths.history() },
  { place: 'accounts', label: '账号', who: 'manage-accounts', href: paths.accounts },
];

/** Without a plan there is nothing to work on, only mails, the timetable and accounts. */
const WITHOUT_PLAN: readonly Place[] = ['overview', 'outbox', 'schedule', 'history', 'accounts'];

/** The lines of the navigation for a person; where there are several plans, `hasMore`, the overview is that of this one. */
export function navigation(
  person: Person,
  plan: Pick<Plan, 'id' | 'state'> | null,
  place: Place,
  hasMore = false,
): NavItem[] {
  const own = may(person, 'see-all') ? linesOf(person, plan, hasMore) : liaisonLines(person, plan);
  return own.map(([at, label, href]) => ({ label, href, current: at === place }));
}

function linesOf(person: Person, plan: Pick<Plan, 'id' | 'state'> | null, hasMore: boolean): [Place, string, string][] {
  const planId = plan?.id ?? null;
  // Nothing waits in a closed plan.
  const has = (place: Place): boolean =>
    plan === null ? WITHOUT_PLAN.includes(place) : plan.state !== 'closed' || place !== 'desk';
  return WHOLE.filter((line) => may(person, line.who) && has(line.place)).map((line) => [
    line.place,
    line.label,
    line.href(planId ?? 0, planId === null || !hasMore),
  ]);
}

function liaisonLines({ unitId, items }: Person, plan: Pick<Plan, 'id' | 'state'> | null): [Place, string, string][] {
  if (plan === null || unitId === null) return [];
  const planId = plan.id;
  // Before the start a unit has nothing but the document to look at.
  if (plan.state === 'draft') return [['plan', '方案', paths.plan(planId)]];
  const work: [Place, string, string][] = [
    ['units', '本单位', paths.unit(planId, unitId)],
    ...(plan.state === 'closed'
      ? []
      : [['report', '报进展', paths.report(planId, unitId)] satisfies [Place, string, string]]),
  ];
  // A mail's link leads to what the mail is about, and no further.
  if (items !== null) return work;
  return [
    ...work,
    ['rectifications', '整改', paths.rectifications(planId)],
    ['instructions', '批示', paths.instructions(planId)],
    ['plan', '方案', paths.plan(planId)],
  ];
}
