import { activatePlan } from '../../src/acts/activate-plan.js';
import { takeIn } from '../../src/acts/intakes.js';
import { plusDays } from '../../src/domain/day.js';
import { type ForeseenMail } from '../../src/domain/foreseen.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { foresee } from '../../src/foresight/foresee.js';
import { DAYS_AHEAD, foreseeStart } from '../../src/intakes/intake.service.js';
import { openTestProgram, startTestServer, type TestServer } from '../support/program.js';
import { importText, pageAt, SECOND_PLAN, wordsOf } from '../support/pages.js';

let server: TestServer;
let intakeId: number;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ clock: '2020-06-24T10:00+08:00' }));
  const { program } = server;
  const occasion = { ...program.clock.now(), actor: '王明' };
  const flood = await importText(program, SECOND_PLAN);
  await program.storage.write((stores) => activatePlan(stores, flood, 1, occasion));
  // 县财政局 works in all three; they report on the same days, and are due on others.
  const text = SECOND_PLAN.replace('夏季防汛', '秋季防风').replace('7月31日', '7月22日');
  intakeId = await program.storage.write((stores) =>
    takeIn(stores, { name: '防风.txt', text, draft: readPlanText(text) }, occasion),
  );
}, 60_000);
afterAll(() => server.close());

const keyOf = ({ kind, unitId, postId, on }: ForeseenMail) => [kind, unitId, postId, on].join();

test('the mails of a start are those that would not leave without it; what leaves anyway is told apart', async () => {
  const { storage, clock } = server.program;
  const now = clock.now();
  const span = { from: now.today, to: plusDays(now.today, DAYS_AHEAD), today: now.today, supposed: {} };
  const before = new Set((await storage.read((stores) => foresee(stores, span))).map(keyOf));
  const { mails, joined } = (await foreseeStart(storage, intakeId, now))!;
  expect([before.size > 0, mails.length > 0, joined.length > 0]).toEqual([true, true, true]);
  expect(mails.filter((mail) => before.has(keyOf(mail)))).toEqual([]);
  expect(joined.filter((mail) => !before.has(keyOf(mail)))).toEqual([]);
  const words = wordsOf(await pageAt(await server.signIn('office'), `/intakes/${intakeId}/preview`));
  expect(words).toContain(`因此多发${mails.length}封`);
  expect(words).toContain(`另有${joined.length}封别的方案的邮件本来就要发`);
});
