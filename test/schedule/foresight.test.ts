import { type ForeseenMail, type Supposed } from '../../src/domain/foreseen.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { foresee } from '../../src/foresight/foresee.js';
import { type Program } from '../../src/program.js';
import { calendarWith } from '../../src/working-days.js';
import { closeTestProgram, openTestProgram } from '../support/program.js';

let program: Program;

beforeAll(async () => {
  program = await openTestProgram({ clock: '2020-05-12T08:00+08:00', played: false });
});
afterAll(() => closeTestProgram(program));

const span = { from: '2020-06-01', to: '2020-06-30', today: '2020-05-12' };
const seen = (supposed: Supposed) => program.storage.read((stores) => foresee(stores, { ...span, supposed }));

/** '06-08 23': how many units are reminded on a day. */
const reminded = (mails: readonly ForeseenMail[]) => {
  const days = new Map<string, number>();
  for (const { on, kind } of mails) if (kind === 'reminder') days.set(on, (days.get(on) ?? 0) + 1);
  return [...days].map(([day, count]) => `${day.slice(5)} ${count}`).join(', ');
};
const holiday = (day: string) => calendarWith([{ day, isWorkday: false, name: '三月三', source: '办公室' }]);

test('what would leave is seen as it stands, and as it were under another rule, calendar or deadline', async () => {
  expect(reminded(await seen({}))).toBe('06-08 23, 06-15 23, 06-22 23, 06-24 23, 06-29 23, 06-30 23');
  const rules = new Map([[1, { ...DEFAULT_RULES, remindBefore: [7, 0] }]]);
  expect(reminded(await seen({ rules }))).toBe('06-18 23, 06-30 23');
  // A county holiday on Monday the 29th: T-1 leaves on Sunday the 28th, which is worked.
  expect(reminded(await seen({ calendar: holiday('2020-06-29') }))).toBe(
    '06-05 23, 06-12 23, 06-19 23, 06-23 23, 06-28 23, 06-30 23',
  );
  const items = await program.storage.read((stores) => stores.corrections.items({ planId: 1 }));
  const first = items.filter(({ phaseId }) => phaseId === 1);
  const dueOn = new Map(first.map(({ id }) => [id, '2020-06-10']));
  expect(reminded(await seen({ dueOn }))).toBe('06-03 23, 06-05 23, 06-09 23, 06-10 23');
  // One item of one unit, taken into the span from a later phase.
  const later = items.find(({ phaseId }) => phaseId === 3);
  const brought = await seen({ dueOn: new Map([[later!.id, '2020-06-16']]) });
  expect(reminded(brought)).toContain('06-16 1, 06-22 23');
});

test('what is supposed changes nothing that is so', async () => {
  expect(reminded(await seen({}))).toBe('06-08 23, 06-15 23, 06-22 23, 06-24 23, 06-29 23, 06-30 23');
});
