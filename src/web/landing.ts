import { type PersonRole } from '../domain/permissions.js';
import { type Stores } from '../storage/stores/all.js';
import { paths } from './paths.js';

/** Where each role's work begins in a running plan; whoever is not named begins at the front page. */
const BEGINNINGS: Partial<Record<PersonRole, (planId: number) => string>> = {
  office: paths.desk,
  leader: paths.briefing,
};

/** Where somebody lands who has signed in. */
export async function landingOf(stores: Stores, role: PersonRole): Promise<string> {
  const begin = BEGINNINGS[role];
  const [plan] = begin ? await stores.plans.heads() : [];
  return begin && plan?.state === 'running' ? begin(plan.id) : paths.home();
}
