import { notesAtStart } from '../../../src/accounts/first-admin.js';
import { codeOf, PASSWORD, secretOn, steadyStep } from '../../support/accounts.js';
import { form } from '../../support/program.js';
import { type Step, type World } from './step.js';

const OTHER_PASSWORD = 'Hou-lai-gai-2020';
const linkOn = (page: string) => /\/set-password\/[\w-]{22}/.exec(page)?.[0] ?? '';
const ZHANG = "SELECT '/accounts/' || id FROM account WHERE login = 'zhangsan'";
const accountPage = ({ cell }: World) => cell(ZHANG);
/** Wrong passwords are counted, and what is wrong with a sign-in is not told apart. */
const COUNTED = { notedIn: ['account'] };
const TWICE = { tells: { password: ['password-again'] } };
const signIn = {
  ...{ ...COUNTED, tells: { login: ['password'] } },
  route: 'POST /sign-in',
  at: '/sign-in',
  fills: { login: 'zhangsan', password: PASSWORD },
} as const;
const signOut: Step = { route: 'POST /sign-out', who: 'zhang', at: '/account', leads: '/sign-in', changes: 'session' };
const setUp: Step = {
  ...{
    route: 'POST /account/second-factor',
    who: 'zhang',
    leads: '/account',
    changes: 'account',
    says: '两步验证已启用',
  },
  at: async (world) => {
    await steadyStep();
    const page = await (await (await world.browser('zhang'))('/account/second-factor')).text();
    world.notes.set('secret', secretOn(page));
    return '/account/second-factor';
  },
  fills: ({ notes }) => ({ code: codeOf(notes.get('secret')!) }),
};
const act = (name: string, says: string, more: Partial<Step> = {}): Step => ({
  ...{ route: 'POST /accounts/:id/acts', of: { act: name }, who: 'admin', at: accountPage },
  ...{ leads: '/accounts/:n', changes: 'account', says, ...more },
});

/** An account from the first link to the last, with its own hands and an administrator's. */
export const ACCOUNTS: readonly Step[] = [
  {
    route: 'POST /demo/sign-in',
    who: 'somebody',
    at: '/sign-in',
    press: '领导 看全部，只作批示',
    leads: '/plans/:n/briefing',
    changes: 'session',
  },
  {
    ...{ unused: ['unit'], route: 'POST /accounts', who: 'admin', at: '/accounts/new', leads: 200, changes: 'account' },
    fills: { name: '张三', login: 'zhangsan', role: 'office', unit: '' },
    notes: (page, { notes }) => notes.set('link', linkOn(page)),
  },
  {
    ...{ ...TWICE, route: 'POST /set-password/:token', who: 'zhang', at: ({ notes }) => notes.get('link')! },
    fills: { password: PASSWORD, 'password-again': PASSWORD },
    ...{ leads: '/sign-in', changes: 'account', says: '密码已设置' },
  },
  { ...signIn, who: 'zhang', leads: '/plans/:n/desk', changes: 'session' },
  { ...signIn, who: 'zhang at home', leads: '/plans/:n/desk', changes: 'session' },
  {
    ...{ route: 'POST /account/sessions', of: { session: 'others' }, who: 'zhang', at: '/account' },
    ...{ leads: '/account', changes: 'session' },
  },
  setUp,
  signOut,
  { ...signIn, who: 'zhang', leads: '/sign-in/code', changes: 'session' },
  {
    ...{ route: 'POST /sign-in/code', who: 'zhang', at: '/sign-in/code', leads: '/plans/:n/desk', changes: 'session' },
    before: steadyStep,
    // The step of the clock that was used to set it up is used up.
    fills: ({ notes }) => ({ code: codeOf(notes.get('secret')!, 1) }),
  },
  {
    ...{
      ...COUNTED,
      route: 'POST /account/second-factor/end',
      who: 'zhang',
      at: '/account',
      leads: '/account',
      changes: 'account',
    },
    fills: { 'password-old': PASSWORD },
  },
  {
    ...{
      ...COUNTED,
      ...TWICE,
      route: 'POST /account/password',
      who: 'zhang',
      at: '/account',
      leads: '/account',
      changes: 'account',
    },
    fills: { 'password-old': PASSWORD, password: OTHER_PASSWORD, 'password-again': OTHER_PASSWORD },
  },
  {
    ...{ route: 'POST /account/tokens', who: 'zhang', at: '/account', leads: 200, changes: 'api_token' },
    fills: { name: '大屏取数', days: '30' },
  },
  {
    route: 'POST /account/tokens/:id/revocation',
    who: 'zhang',
    at: '/account',
    leads: '/account',
    changes: 'api_token',
  },
  setUp,
  act('drop-second-factor', ''),
  {
    ...{ route: 'POST /accounts/:id/rights', who: 'admin', at: accountPage, fills: { role: 'liaison', unit: '2' } },
    ...{ leads: '/accounts/:n', changes: 'account' },
  },
  act('end-sessions', '', {
    changes: 'session',
    before: async ({ browser }) =>
      (await browser('zhang'))('/sign-in', form({ login: 'zhangsan', password: OTHER_PASSWORD })),
  }),
  act('reset-link', '', { leads: 200, changes: 'account_link' }),
  act('unlock', '', {
    before: async ({ browser }) => {
      const visit = await browser('a guesser');
      for (let i = 0; i < 5; i++) await visit('/sign-in', form({ login: 'zhangsan', password: `wrong-${i}-Wrong` }));
    },
  }),
  act('disable', ''),
  act('enable', ''),
];

/** The first account of an empty program, by the link that its start prints. */
export const FIRST_ADMIN: Step = {
  ...{
    ...TWICE,
    route: 'POST /first-admin/:token',
    who: 'first',
    leads: '/sign-in',
    changes: 'account',
    says: '密码已设置',
  },
  before: async ({ server: { program }, notes }) => {
    const live = { mode: 'live', baseUrl: 'https://luoshi.example.gov.cn', host: '0.0.0.0', port: 3000 } as const;
    const lines = await notesAtStart(program.storage, { ...program.settings, ...live });
    notes.set('first', /\/first-admin\/[\w-]{22}/.exec(lines.join('\n'))?.[0] ?? '');
  },
  at: ({ notes }) => notes.get('first')!,
  fills: { login: 'guanli', name: '王管理', password: PASSWORD, 'password-again': PASSWORD },
};
