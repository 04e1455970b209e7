import { type Assignment, type MailKind } from '../../src/domain/plan.js';
import {
  correctionsTogether,
  mergesOf,
  returnsTogether,
  stillStands,
  type WaitingMail,
} from '../../src/domain/recheck.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { calendarWith } from '../../src/working-days.js';

const ITEM: Assignment = {
  ...{ id: 1, planId: 1, measureId: 1, phaseId: 1, unitId: 1, role: 'lead', opensOn: '2020-05-12' },
  ...{ dueOn: '2020-06-30', originalDueOn: '2020-06-30', stage: 'underway', assignedOn: '2020-05-12' },
  ...{ completedOn: null, rectifyBy: null, reportedFor: null, returnedOn: null, version: 1 },
};
const context = { calendar: calendarWith([]), rulesOfPlan: () => DEFAULT_RULES, today: '2020-07-03' };

/** The mail | what it was to say | what the item is by then | whether it is still said. */
test.each<[MailKind, string, string, Partial<Assignment>, boolean]>([
  ['reminder', 'T-5', '2020-06-30', {}, true],
  ['reminder', 'T-5', '2020-06-30', { stage: 'returned' }, true],
  ['reminder', 'T-5', '2020-06-30', { stage: 'reported' }, false],
  ['reminder', 'T-5', '2020-06-30', { stage: 'waived' }, false],
  ['reminder', 'T-5', '2020-06-30', { dueOn: '2020-07-31' }, false],
  ['reminder', 'T-5', '2020-07-15', { stage: 'rectifying', rectifyBy: '2020-07-15' }, true],
  ['reminder', 'T-5', '2020-07-15', { stage: 'rectifying', rectifyBy: '2020-07-20' }, false],
  ['reminder', 'T-5', '2020-06-30', { stage: 'rectifying', rectifyBy: null }, false],
  ['chase', 'T+3', '2020-06-30', {}, true],
  ['chase', 'T+3', '2020-06-30', { returnedOn: '2020-07-02' }, false],
  ['chase', 'T+3', '2020-06-30', { returnedOn: '2020-06-30' }, true],
  ['chase', 'chase:2020-07-03', '2020-06-30', { returnedOn: '2020-07-02' }, true],
  ['chase', 'T+3~2', '2020-06-30', { stage: 'closed' }, false],
  ['reminder', 'R-2:2020-06-24', '2020-06-30', {}, true],
  ['reminder', 'R-2:2020-06-24', '2020-06-30', { reportedFor: '2020-05-25' }, true],
  ['reminder', 'R-2:2020-06-24', '2020-06-30', { reportedFor: '2020-06-24' }, false],
  ['assigned', 'assigned', '2020-06-30', { dueOn: '2020-07-31' }, true],
  ['assigned', 'assigned', '2020-06-30', { stage: 'waived' }, false],
  ['reminder', 'assigned', '2020-06-30', { dueOn: '2020-07-31' }, true],
  ['reminder', 'assigned', '2020-06-30', { stage: 'waived' }, false],
  ['returned', 'returned:1', '2020-06-30', { stage: 'closed' }, false],
  ['recheck', 'recheck:1:1', '2020-06-30', { stage: 'closed' }, true],
  ['notice', 'waive:1:1', '2020-06-30', { stage: 'waived' }, true],
])('%s %s of %s, the item being %j: said %j', (kind, rule, dueOn, more, expected) => {
  const item = { ...ITEM, ...more };
  expect(stillStands(kind, { dueOn, rule }, { item, isRunning: true }, context)).toBe(expected);
});

test('nothing is asked for a plan that is closed; what happened is still told', () => {
  const said = (kind: MailKind) =>
    stillStands(kind, { dueOn: '2020-06-30', rule: 'T-5' }, { item: ITEM, isRunning: false }, context);
  expect([said('reminder'), said('chase'), said('assigned'), said('recheck')]).toEqual([false, false, false, true]);
});

test('no chase while an extension is asked for', () => {
  const asking = { ...context, asking: new Set([1]) };
  const said = (rule: string) =>
    stillStands('chase', { dueOn: '2020-06-30', rule }, { item: ITEM, isRunning: true }, asking);
  expect([said('T+1'), said('W1'), said('T-0'), said('chase:2020-07-03')]).toEqual([false, false, true, true]);
});

test('what waits for one reader is one mail', () => {
  const mail = (id: number, kind: MailKind, day: string, more: Partial<WaitingMail> = {}): WaitingMail => ({
    ...{ id, key: `mail:${id}`, kind, day, planId: null, unitId: 1, postId: null, words: null },
    ...more,
  });
  const merged = (...mails: WaitingMail[]) =>
    mergesOf(mails).map(({ into, from, carries }) => [into.id, from.map(({ id }) => id), carries]);
  expect(merged(mail(1, 'reminder', '2020-06-22'))).toEqual([]);
  expect(merged(mail(1, 'reminder', '2020-06-22'), mail(2, 'reminder', '2020-06-24'))).toEqual([[2, [1], true]]);
  expect(merged(mail(1, 'chase', '2020-06-22'), mail(2, 'reminder', '2020-06-24'))).toEqual([[1, [2], true]]);
  const byHand = mail(1, 'chase', '2020-06-22', { words: '{}' });
  expect(merged(byHand, mail(2, 'chase', '2020-06-23'), mail(3, 'reminder', '2020-06-24'))).toEqual([
    [1, [2, 3], true],
  ]);
  expect(merged(mail(1, 'reminder', '2020-06-22'), mail(2, 'reminder', '2020-06-24', { unitId: 2 }))).toEqual([]);
  expect(merged(mail(1, 'recheck', '2020-06-22'), mail(2, 'recheck', '2020-06-24'))).toEqual([]);
  // A notice of what is assigned goes with the day's reminder, and not into the office's own words.
  const started = mail(3, 'assigned', '2020-06-24', { planId: 2 });
  expect(merged(mail(1, 'report-request', '2020-06-24'), started)).toEqual([[1, [3], true]]);
  expect(merged(started, mail(4, 'assigned', '2020-06-24', { planId: 3 }))).toEqual([[4, [3], true]]);
  expect(merged(byHand, started)).toEqual([]);
  const toPost = { postId: 7, planId: 1 };
  expect(merged(mail(1, 'escalation', '2020-06-22', toPost), mail(2, 'escalation', '2020-06-24', toPost))).toEqual([
    [2, [1], true],
  ]);
  // A unit's head hears of all plans at once; about each mail to a county leader the office of its plan has decided.
  const ofOther = (unitId: number | null) => [
    mail(1, 'escalation', '2020-06-22', { ...toPost, unitId }),
    mail(2, 'escalation', '2020-06-24', { postId: 7, planId: 2, unitId }),
  ];
  expect(merged(...ofOther(1))).toEqual([[2, [1], true]]);
  expect(merged(...ofOther(null))).toEqual([]);
  expect(merged(mail(1, 'digest', '2020-06-22', toPost), mail(2, 'digest', '2020-06-24', toPost))).toEqual([
    [2, [1], false],
  ]);
  expect(merged(mail(1, 'digest', '2020-06-22', toPost), mail(2, 'worklist', '2020-06-24', toPost))).toEqual([]);
  expect(
    merged(mail(1, 'digest', '2020-06-22', toPost), mail(2, 'digest', '2020-06-24', { postId: 7, planId: 2 })),
  ).toEqual([]);
});

test('corrections of a plan are one mail for each unit, other notices are not; what was told together stays in its parts', () => {
  const correction = (id: number, planId = 1) =>
    ({
      ...{ id, kind: 'notice', day: '2020-06-24', planId, unitId: 1, postId: null, words: '{}' },
      key: `corrected:${planId}:${id}:1`,
    }) as WaitingMail;
  const other = { ...correction(9), key: 'contact:1' };
  const merged = mergesOf([correction(1), correction(2), correction(3, 2), other]);
  expect(merged.map(({ into, from, carries }) => [into.id, from.map(({ id }) => id), carries])).toEqual([
    [2, [1], true],
  ]);
  const told = (ask: string, opens?: 'home') => ({
    news: ask,
    ask,
    paragraphs: [`${ask}的理由`],
    why: '告知',
    ...(opens ? { opens } : {}),
  });
  const two = correctionsTogether([told('甲', 'home'), told('乙', 'home')]);
  expect(two).toMatchObject({
    news: '方案2处更正',
    opens: 'home',
    paragraphs: ['1. 甲', '甲的理由', '2. 乙', '乙的理由'],
  });
  const three = correctionsTogether([two, told('丙')]);
  expect(three.paragraphs).toEqual(['1. 甲', '甲的理由', '2. 乙', '乙的理由', '3. 丙', '丙的理由']);
  expect(three).not.toHaveProperty('opens');
});

test('a reason that all corrections share is given once, at the end', () => {
  const told = (ask: string, reason: string) => ({ news: ask, ask, paragraphs: [`${ask}的事项`, reason], why: '告知' });
  const alike = correctionsTogether([told('甲', '重新印发'), told('乙', '重新印发')]);
  expect(alike.paragraphs).toEqual(['1. 甲', '甲的事项', '2. 乙', '乙的事项', '重新印发']);
  const more = correctionsTogether([alike, told('丙', '读错')]);
  expect(more.paragraphs).toEqual([
    ...['1. 甲', '甲的事项', '重新印发', '2. 乙', '乙的事项', '重新印发', '3. 丙', '丙的事项', '读错'],
  ]);
});

test('reports of a plan that are returned one after another are one mail for each unit, each with its reason', () => {
  const returned = (id: number, unitId: number, planId = 1) =>
    ({
      ...{ id, kind: 'returned', day: '2020-06-24', planId, unitId, postId: null, words: '{}', key: `returned:${id}` },
    }) as WaitingMail;
  const merged = mergesOf([returned(1, 1), returned(2, 2), returned(3, 1), returned(4, 1, 2)]);
  expect(merged.map(({ into, from, carries }) => [into.id, from.map(({ id }) => id), carries])).toEqual([
    [3, [1], true],
  ]);
  const told = (name: string) => {
    const paragraphs = ['退回理由：请补充佐证'];
    return { news: name, ask: `${name}经审核退回`, paragraphs, why: '告知', parts: [{ ask: name, paragraphs }] };
  };
  expect(returnsTogether([told('甲'), told('乙')])).toMatchObject({
    news: '2份报告退回重报',
    paragraphs: ['1. 甲', '退回理由：请补充佐证', '2. 乙', '退回理由：请补充佐证'],
  });
});
