import {
  commonWindow,
  type Failure,
  isCrowded,
  isOpen,
  minutesOfDoubt,
  usefulUntil,
  verdictOf,
} from '../../src/domain/delivery.js';
import { DEFAULT_RULES } from '../../src/domain/rules.js';
import { calendarWith } from '../../src/working-days.js';

const failure = (given: Partial<Failure>): Failure => ({
  ...{ code: null, responseCode: null, reply: '', command: null, begun: false },
  ...given,
});

/** What happened | attempt | what becomes of the mail. */
const TABLE: [string, Partial<Failure>, number, string][] = [
  ['connection refused', { code: 'ESOCKET', command: 'CONN' }, 1, 'stop unreachable'],
  ['no such host', { code: 'EDNS', command: 'CONN' }, 1, 'stop unreachable'],
  ['no greeting', { code: 'ETIMEDOUT', command: 'CONN' }, 4, 'stop unreachable'],
  ['closed before DATA', { code: 'ECONNECTION', command: 'CONN' }, 1, 'stop unreachable'],
  ['gave up waiting before DATA', { code: 'EABORT' }, 1, 'stop unreachable'],
  [
    'greets with 554',
    { code: 'EPROTOCOL', responseCode: 554, reply: '554 no', command: 'CONN' },
    1,
    'stop unreachable',
  ],
  [
    'greets with 421',
    { code: 'EPROTOCOL', responseCode: 421, reply: '421 busy', command: 'CONN' },
    1,
    'stop unreachable',
  ],
  [
    'wrong password',
    { code: 'EAUTH', responseCode: 535, reply: '535 5.7.8 bad', command: 'AUTH LOGIN' },
    1,
    'stop refused',
  ],
  [
    'sign-in deferred',
    { code: 'EAUTH', responseCode: 454, reply: '454 later', command: 'AUTH LOGIN' },
    1,
    'stop refused',
  ],
  ['unknown certificate', { code: 'ETLS', command: 'CONN' }, 1, 'stop refused'],
  [
    'sender refused',
    { code: 'EENVELOPE', responseCode: 550, reply: '550 not you', command: 'MAIL FROM' },
    1,
    'stop refused',
  ],
  ['421 amid a mail', { code: 'ECONNECTION', responseCode: 421, reply: '421 bye', command: 'CONN' }, 1, 'again 1'],
  [
    '450 greylisted',
    { code: 'EENVELOPE', responseCode: 450, reply: '450 4.2.0 later', command: 'RCPT TO' },
    1,
    'again 1',
  ],
  ['451', { code: 'EENVELOPE', responseCode: 451, reply: '451 later', command: 'RCPT TO' }, 2, 'again 5'],
  [
    '452 at the end of DATA',
    { code: 'EMESSAGE', responseCode: 452, reply: '452 full', command: 'DATA', begun: true },
    3,
    'again 15',
  ],
  ['a fourth time', { code: 'EENVELOPE', responseCode: 451, reply: '451 later', command: 'RCPT TO' }, 4, 'again 60'],
  ['a fifth time', { code: 'EENVELOPE', responseCode: 451, reply: '451 later', command: 'RCPT TO' }, 5, 'again 240'],
  [
    'a twentieth time',
    { code: 'EENVELOPE', responseCode: 451, reply: '451 later', command: 'RCPT TO' },
    20,
    'again 240',
  ],
  [
    '550 no such user',
    { code: 'EENVELOPE', responseCode: 550, reply: '550 5.1.1 no such user', command: 'RCPT TO' },
    1,
    'dead address',
  ],
  [
    '550 without more',
    { code: 'EENVELOPE', responseCode: 550, reply: '550 no', command: 'RCPT TO' },
    1,
    'dead address',
  ],
  ['551 moved', { code: 'EENVELOPE', responseCode: 551, reply: '551 moved', command: 'RCPT TO' }, 1, 'dead address'],
  [
    '553 malformed',
    { code: 'EENVELOPE', responseCode: 553, reply: '553-5.1.3 bad', command: 'RCPT TO' },
    1,
    'dead address',
  ],
  ['an impossible address', { code: 'EENVELOPE', command: 'API' }, 1, 'dead address'],
  [
    '550 for what it says',
    { code: 'EMESSAGE', responseCode: 550, reply: '550 5.7.1 spam', command: 'DATA', begun: true },
    1,
    'again 60',
  ],
  [
    '552 too large',
    { code: 'EMESSAGE', responseCode: 552, reply: '552 5.3.4 too big', command: 'DATA', begun: true },
    1,
    'again 60',
  ],
  [
    '554 refused',
    { code: 'EMESSAGE', responseCode: 554, reply: '554 no', command: 'DATA', begun: true },
    1,
    'again 60',
  ],
  [
    '554 a second time',
    { code: 'EMESSAGE', responseCode: 554, reply: '554 no', command: 'DATA', begun: true },
    2,
    'dead content',
  ],
  ['closed after DATA', { code: 'ECONNECTION', command: 'CONN', begun: true }, 1, 'doubt'],
  ['no answer to DATA', { code: 'ETIMEDOUT', command: 'CONN', begun: true }, 1, 'doubt'],
  ['gave up waiting after DATA', { code: 'EABORT', begun: true }, 1, 'doubt'],
  ['our own fault', {}, 1, 'again 1'],
];

test.each(TABLE)('%s', (_what, given, attempt, expected) => {
  const { to, ...more } = verdictOf(failure(given), attempt);
  expect([to, ...Object.values<string | number>(more)].join(' ')).toBe(expected);
});

test('a mail without an answer goes again at once, then after 1, 5, 15 and 60 minutes and every four hours', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 20].map(minutesOfDoubt)).toEqual([0, 1, 5, 15, 60, 240, 240, 240]);
});

test('a back-off is spread by a fifth', () => {
  const minutes = [-1, 0, 1].map((spread) => verdictOf(failure({ responseCode: 451, reply: '451' }), 3, spread));
  expect(minutes).toEqual([12, 15, 18].map((each) => ({ to: 'again', minutes: each })));
});

/** Dragon Boat 2020: Thursday the 25th to Saturday the 27th of June; Sunday the 28th is worked. */
test.each([
  ['2020-06-24', '08:29', false],
  ['2020-06-24', '08:30', true],
  ['2020-06-24', '17:29', true],
  ['2020-06-24', '17:30', false],
  ['2020-06-24', '23:59', false],
  ['2020-06-25', '10:00', false],
  ['2020-06-27', '10:00', false],
  ['2020-06-28', '10:00', true],
  ['2020-07-04', '10:00', false],
])('on %s at %s mails may leave: %s', (today, time, open) => {
  expect(isOpen({ today, time }, calendarWith([]), DEFAULT_RULES)).toBe(open);
});

test('mails of no plan alone keep the hours that all plans share', () => {
  const [early, late, night] = [
    ['08:00', '17:00'],
    ['09:00', '18:00'],
    ['19:00', '20:00'],
  ].map(([sendFrom = '', sendUntil = '']) => ({ sendFrom, sendUntil }));
  expect(commonWindow([], DEFAULT_RULES)).toEqual({ sendFrom: '08:30', sendUntil: '17:30' });
  expect(commonWindow([early!, late!], DEFAULT_RULES)).toEqual({ sendFrom: '09:00', sendUntil: '17:00' });
  expect(commonWindow([early!, night!], DEFAULT_RULES)).toEqual(early);
});

test('a mail is useful for a week after its day and its last deadline', () => {
  expect(usefulUntil('2020-06-24', [])).toBe('2020-07-01');
  expect(usefulUntil('2020-06-24', ['2020-06-20', '2020-06-30'])).toBe('2020-07-07');
});

test.each([
  ['greets with 421', { code: 'EPROTOCOL', responseCode: 421 }, true],
  ['421 amid a mail', { code: 'ECONNECTION', responseCode: 421 }, false],
  ['greets with 554', { code: 'EPROTOCOL', responseCode: 554 }, false],
  ['not there', { code: 'ECONNECTION', responseCode: null }, false],
])('a server that %s takes no more connections: %o %s', (_, said, crowded) => {
  expect(isCrowded(said)).toBe(crowded);
});
