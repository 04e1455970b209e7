import { fieldOfForm } from '../../src/web/field-words.js';
import { type PageForm } from '../support/page-forms.js';
import { formsReached } from '../support/walk.js';
import { FIRST_ADMIN } from './forms/accounts.js';
import { STEPS } from './forms/all.js';
import { nameOf, openWorld, routeOf, type Step, take, type World } from './forms/step.js';
import { TABLE } from './routes/all.js';

let world: World;
const sent: Step[] = [];

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.server.close());

const WALKERS = [
  ...['office', 'office-2', 'leader', 'admin', 'auditor', 'liaison:县总工会', 'liaison:县市场监督管理局'],
  ...['liaison:县国有资产事务中心', 'liaison:县社会保险服务中心', 'liaison:县妇联'],
];

const WRITTEN = new Set(['text', 'textarea', 'date', 'email']);

/** Whether a step fills in a form of this kind: for its route, and of its act where forms for a route are told apart by one. */
function isFilled(form: PageForm): boolean {
  const act = form.fields.find(({ name }) => name === 'act')?.values[0];
  const routes = form.buttons.map(({ formaction }) => routeOf(formaction ?? form.action));
  return routes.every((route) => STEPS.some((step) => step.route === route && step.of?.['act'] === act));
}

describe('Every page that is reached by links', () => {
  test.each(WALKERS)(
    'holds for %s no form but those filled in here, and every search of it is answered',
    async (who) => {
      const visit = await world.browser(who);
      const found = await formsReached(visit);
      const unknown = found.filter(({ form }) => form.method === 'post' && !isFilled(form));
      expect(unknown.map(({ at, form }) => `${at}: ${form.action}`)).toEqual([]);
      // Whoever signs in again reads what waits to be sent under the names of its fields.
      const written = found.filter(({ form }) => form.method === 'post' && form.action !== '/demo/clock');
      const fields = written.flatMap(({ form }) => form.fields).filter(({ kind }) => WRITTEN.has(kind));
      expect([...new Set(fields.map(({ name }) => name).filter((name) => fieldOfForm(name) === null))]).toEqual([]);
      const searches = new Map(
        found.filter(({ form }) => form.method === 'get').map(({ form }) => [form.action, form]),
      );
      for (const { action, fields } of searches.values()) {
        const asked = fields.flatMap(({ name, values }) => values.map((value) => [name, value]));
        const answer = await visit(`${action}?${new URLSearchParams(asked).toString()}`);
        await answer.text();
        // What has to be chosen first is asked for.
        expect([action, [200, 422].includes(answer.status)]).toEqual([action, true]);
      }
    },
  );
});

describe('A form filled in by a browser without scripts does its act', () => {
  test.each(STEPS.map((step) => [nameOf(step), step] as const))('%s', async (_name, step) => {
    await step.before?.(world);
    expect(await take(step, world)).toEqual([]);
    sent.push(step);
  });

  test(nameOf(FIRST_ADMIN), async () => {
    const empty = await openWorld({ seed: false });
    try {
      await FIRST_ADMIN.before?.(empty);
      expect(await take(FIRST_ADMIN, empty)).toEqual([]);
      sent.push(FIRST_ADMIN);
    } finally {
      await empty.server.close();
    }
  });
});

test('Every route that takes a form was sent one that stands on a page', () => {
  const posts = Object.keys(TABLE).filter((name) => name.startsWith('POST ') && !name.startsWith('POST /api/'));
  expect(posts.filter((name) => sent.every(({ route }) => route !== name))).toEqual([]);
});
