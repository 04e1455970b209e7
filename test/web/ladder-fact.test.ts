import { ladderFact } from '../../src/assignments/ladder.views.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { type NumberedMail } from '../../src/storage/stores/escalations.js';
import { HELD_FOR_OFFICE } from '../../src/storage/stores/no-mails.js';
import { calendarWith } from '../../src/working-days.js';

const world = { today: '2020-07-17', calendar: calendarWith([]), rules: DEFAULT_RULES };
const mail = (id: number, given: Partial<NumberedMail>): NumberedMail => ({
  ...{ id, number: id, day: '2020-07-03', toName: '县公安局主要负责人', state: 'sent', lastError: null },
  ...given,
});
const MAILS = [
  mail(3, {}),
  mail(4, { toName: '领导小组副组长', state: 'cancelled', lastError: '已报告', day: '2020-07-09' }),
  mail(5, { toName: '领导小组组长', state: 'held', lastError: HELD_FOR_OFFICE, day: '2020-07-08' }),
];
const said = (rule: string, outboxId: number, day: string, dueOn = '2020-06-30') => ({
  ...{ assignmentId: 1, outboxId, rule, day, dueOn, state: 'sent' as const },
});
const factOf = (...rungs: ReturnType<typeof said>[]) =>
  ladderFact({ said: rungs, numbered: new Map(MAILS.map((one) => [one.id, one])), dueOn: '2020-06-30' }, world, true);

test.each([
  ['nothing while nothing has gone up', [said('T+1', 2, '2020-07-01')], []],
  ['nothing of another due day', [said('L2', 3, '2020-07-03', '2020-05-31')], []],
  [
    'each rung with its day and what became of it',
    [said('L2', 3, '2020-07-03'), said('L3', 4, '2020-07-09')],
    ['7月3日县公安局主要负责人；7月9日领导小组副组长（不发）', '/outbox/4'],
  ],
  [
    'of a rung that joined a mail which waited already its own day: 16 July is the twelfth working day',
    [said('L4', 5, '2020-07-08')],
    ['7月16日领导小组组长（待办公室决定）', '/escalations/5'],
  ],
])('the page of an item says %s', (_name, rungs, expected) => {
  const [value, href] = expected;
  expect(factOf(...rungs)).toEqual(value === undefined ? [] : [{ term: '逐级督促', value, href }]);
});
