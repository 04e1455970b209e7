import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { activatePlan } from '../acts/activate-plan.js';
import { importContacts } from '../acts/import-contacts.js';
import { importPlan } from '../acts/import-plan.js';
import { momentAt } from '../clock.js';
import { type Instant } from '../domain/plan.js';
import { readPlanText } from '../domain/plan-text/read-plan.js';
import { ROOT } from '../places.js';
import { type Storage } from '../storage/doors.js';
import { markCourse } from './course.js';
import { demoAddress, demoLiaisons } from './liaisons.js';

/** The office's day begins: the plan is started at this time of the day it was issued. */
const STARTED_AT = '08:00';
const DOCUMENT = join(ROOT, 'plans/baisha-2020-10.txt');
const ACTOR = '领导小组办公室（演示）';

/**
 * Puts the demonstration's plan into an empty database: read by the real reader, started on its day of issue. The clock is
 * left there with its target at `clockStart`, for the runner to play the timetable up to it. Does nothing where a plan is.
 */
export async function seedDemonstration(storage: Storage, clockStart: Instant): Promise<boolean> {
  if ((await storage.read((stores) => stores.plans.heads())).length > 0) return false;
  const text = readFileSync(DOCUMENT, 'utf8');
  const draft = readPlanText(text);
  return storage.write(async (stores) => {
    if ((await stores.plans.heads()).length > 0) return false;
    const started = momentAt(draft.issuedOn ?? clockStart.slice(0, 10), STARTED_AT);
    const occasion = { ...started, actor: ACTOR };
    const { planId } = await importPlan(stores, draft, text, occasion);
    const units = await stores.plans.planUnits(planId);
    for (const [i, unit] of units.entries()) await stores.plans.setUnitMail(unit.id, demoAddress(i));
    await importContacts(stores, demoLiaisons(units, started.today), occasion);
    await activatePlan(stores, planId, 1, occasion);
    await markCourse(stores, clockStart);
    await stores.demoClock.set(started.at, started.at < clockStart ? clockStart : null);
    return true;
  });
}
