/** Every address of the pages in one place; a template or a mail never builds one. */
export const paths = {
  home: () => '/',
  overview: (planId: number) => `/?plan=${planId}`,
  signIn: () => '/sign-in',
  signOut: () => '/sign-out',
  plans: () => '/plans',
  plan: (planId: number) => `/plans/${planId}`,
  activation: (planId: number) => `/plans/${planId}/activation`,
  findingAnswer: (planId: number, findingId: number) => `/plans/${planId}/findings/${findingId}/answer`,
  units: (planId: number) => `/plans/${planId}/units`,
  unit: (planId: number, unitId: number) => `/plans/${planId}/units/${unitId}`,
  assignments: (planId: number, filter: Record<string, string | number | null | undefined> = {}) =>
    withQuery(`/plans/${planId}/assignments`, filter),
  assignment: (id: number) => `/assignments/${id}`,
  outbox: (filter: Record<string, string | number | null | undefined> = {}) => withQuery('/outbox', filter),
  mail: (id: number) => `/outbox/${id}`,
  mailHtml: (id: number) => `/outbox/${id}/html`,
  schedule: () => '/schedule',
  acts: (assignmentId: number) => `/assignments/${assignmentId}/acts`,
} as const;

/** An address with the query parts that are set. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  let set = '';
  for (const name in query) {
    const value = query[name];
    if (value === null || value === undefined || value === '') continue;
    set += `${set === '' ? '?' : '&'}${name}=${typeof value === 'number' ? value : encodeURIComponent(value)}`;
  }
  return path + set;
}
