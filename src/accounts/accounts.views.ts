import { type Account, isLocked, wantsSecondFactor } from '../domain/accounts.js';
import { longDay } from '../domain/day.js';
import { type PersonRole, ROLE_NAMES } from '../domain/permissions.js';
import { type Unit } from '../domain/plan.js';
import { type Contact, type Holding, POST_WORDS } from '../domain/posts.js';
import { type AccountAct, type AccountsView, type AccountView } from '../rendering/views-accounts.js';
import { type Fact } from '../rendering/views-common.js';
import { type Faults, faultSummary, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { pagerOf } from '../web/pager.js';
import { paths, withQuery } from '../web/paths.js';

export const PER_PAGE = 50;

/** The roles in the order in which they are offered. */
export const ROLES = ['office', 'liaison', 'leader', 'auditor', 'admin'] as const satisfies readonly PersonRole[];

const ROLE_HINTS: Readonly<Record<PersonRole, string>> = {
  office: '办公室（核对方案、审核、催办、检查）',
  liaison: '联络员（只看、只办本单位的事）',
  leader: '领导（看全部，作批示）',
  auditor: '审计员（看全部和留痕，不操作）',
  admin: '管理员（账号、人员；必须两步验证）',
};

interface Refused {
  typed: Typed;
  faults: Faults;
}

/** What can be done to an account with one click. */
export const ACCOUNT_ACTS = [
  'reset-link',
  'unlock',
  'end-sessions',
  'drop-second-factor',
  'disable',
  'enable',
] as const;
export type AccountActName = (typeof ACCOUNT_ACTS)[number];

const ACT_WORDS: Readonly<Record<AccountActName, readonly [label: string, hint: string]>> = {
  'reset-link': ['生成设置密码链接', '一次性链接，30分钟内有效，当面或电话交给本人；以前没用过的链接随即作废。'],
  unlock: ['解除锁定', '密码连续输错5次后锁定15分钟；确认是本人后可提前解除。'],
  'end-sessions': ['结束全部登录', '此人在各处的登录随即结束，需要重新登录。'],
  'drop-second-factor': ['重置两步验证', '此人换了手机或丢了手机时使用；管理员下次登录须重新绑定。'],
  disable: ['停用账号', '随即不能登录，令牌和链接同时失效；办理过的事项和留痕都保留。'],
  enable: ['启用账号', '恢复登录；密码照旧。'],
};

function openActs(account: Account, now: string): AccountActName[] {
  if (account.disabledAt !== null) return ['enable'];
  return [
    'reset-link',
    ...(isLocked(account, now) ? (['unlock'] as const) : []),
    'end-sessions',
    ...(account.totpSecret === null ? [] : (['drop-second-factor'] as const)),
    'disable',
  ];
}

function stateWord(account: Account, now: string): string {
  if (account.disabledAt !== null) return '停用';
  if (isLocked(account, now)) return '锁定中';
  if (account.passwordHash !== null) return '正常';
  return account.login.startsWith('demo-') ? '演示身份' : '待本人设置密码';
}

function secondFactorWord(account: Account): string {
  if (account.totpSecret !== null) return '已启用';
  return wantsSecondFactor(account) && account.passwordHash !== null ? '登录时设置' : '未启用';
}

function rightsWord({ role, unitId }: Account, units: ReadonlyMap<number, string>): string {
  return unitId === null ? ROLE_NAMES[role] : `${ROLE_NAMES[role]} · ${units.get(unitId) ?? ''}`;
}

/** The list of accounts, 50 a page. */
export function accountsView(facts: {
  items: readonly Account[];
  total: number;
  page: number;
  units: ReadonlyMap<number, string>;
  now: string;
}): Omit<AccountsView, 'frame'> {
  const { items, total, page, units, now } = facts;
  return {
    rows: items.map((account) => ({
      ...{ login: account.login, name: account.name, href: paths.accountOf(account.id) },
      rights: rightsWord(account, units),
      state: stateWord(account, now),
      secondFactor: secondFactorWord(account),
    })),
    total: `共${total}个账号。离开岗位的停用，不删除：办理过的事项要能看出是谁。`,
    add: { label: '新增账号', href: paths.newAccount() },
    pager: pagerOf(page, PER_PAGE, total, (to) => withQuery(paths.accounts(), { page: to })),
  };
}

function rightsFields(units: readonly Unit[], role: string, unit: string): FieldSpec[] {
  return [
    {
      ...{ name: 'role', label: '角色', kind: 'radios', required: true, value: role },
      options: ROLES.map((value) => ({ value, label: ROLE_HINTS[value] })),
    },
    {
      ...{ name: 'unit', label: '所在单位', kind: 'select', value: unit, hint: '只有联络员要选，其他角色不用。' },
      options: [{ value: '', label: '（不选）' }, ...units.map(({ id, name }) => ({ value: String(id), label: name }))],
    },
  ];
}

const TRAIL = [{ label: '账号', href: paths.accounts() }];

/** The page of a new account. */
export function newAccountView(units: readonly Unit[], refused: Refused | null): Omit<AccountView, 'frame'> {
  const specs: FieldSpec[] = [
    { name: 'name', label: '姓名', required: true, max: 40, hint: '页面和留痕上显示的称呼。' },
    { name: 'login', label: '登录名', required: true, max: 40, hint: '如 zhangsan；不分大小写，定了不能改。' },
    ...rightsFields(units, '', ''),
  ];
  const fields = fieldViews(specs, refused?.typed ?? null, refused?.faults ?? null);
  return {
    ...{ trail: TRAIL, title: '新增账号', facts: [], acts: [] },
    news: '新增后得到一个一次性链接，交给本人自己设置密码；管理员不经手任何人的密码。',
    summary: faultSummary(refused?.faults ?? null, fields),
    ...{ formTitle: '填写', formHint: null },
    form: { action: paths.accounts(), submit: '新增并生成链接', multipart: false, summary: null, fields },
  };
}

/** The page of one account. */
export function accountView(facts: {
  account: Account;
  units: readonly Unit[];
  /** Whom the account is bound to, and the posts they hold. */
  contact: Pick<Contact, 'name'> | null;
  held: readonly Holding[];
  now: string;
  refused: Refused | null;
}): Omit<AccountView, 'frame'> {
  const { account, units, now, refused } = facts;
  const version = String(account.version);
  const specs: FieldSpec[] = [
    ...rightsFields(units, account.role, account.unitId === null ? '' : String(account.unitId)),
    { name: 'version', label: '', kind: 'hidden', value: version },
  ];
  // Whoever was too late sees what was typed, and sends it against what is there now.
  const typed = refused ? { ...refused.typed, version } : null;
  const fields = fieldViews(specs, typed, refused?.faults ?? null);
  return {
    ...{ trail: TRAIL, title: account.name, news: `登录名 ${account.login} · ${stateWord(account, now)}` },
    facts: factsOf(facts),
    summary: faultSummary(refused?.faults ?? null, fields),
    formTitle: '调整权限',
    formHint: '调整后，此人的登录随即结束，重新登录后按新的权限。',
    form: { action: paths.accountRights(account.id), submit: '保存权限', multipart: false, summary: null, fields },
    acts: openActs(account, now).map((act) => actOf(account.id, act, version)),
  };
}

function actOf(id: number, act: AccountActName, version: string): AccountAct {
  const [label, hint] = ACT_WORDS[act];
  const hidden = [
    { name: 'act', value: act },
    { name: 'version', value: version },
  ];
  return { label, hint, action: paths.accountActs(id), hidden };
}

function factsOf(
  facts: Pick<Parameters<typeof accountView>[0], 'account' | 'units' | 'contact' | 'held' | 'now'>,
): Fact[] {
  const { account, units, contact, held, now } = facts;
  const names = new Map(units.map(({ id, name }) => [id, name]));
  return [
    { term: '角色', value: rightsWord(account, names), href: null },
    { term: '对应人员', ...personOf(contact, held) },
    { term: '状态', value: stateWord(account, now), href: null },
    { term: '密码', value: account.passwordSetOn ? `${longDay(account.passwordSetOn)}设置` : '未设置', href: null },
    { term: '两步验证', value: secondFactorWord(account), href: null },
  ];
}

/** The person of the register to whom an account belongs, with where they are looked up. */
function personOf(contact: Pick<Contact, 'name'> | null, held: readonly Holding[]): Omit<Fact, 'term'> {
  if (!contact) return { value: '未对应（岗位登记中没有唯一同名的人）', href: null };
  const posts = [...new Set(held.map(({ kind }) => POST_WORDS[kind]))];
  const [unitId, planId] = [held[0]?.unitId ?? null, held[0]?.planId ?? null];
  const href = unitId !== null ? paths.unitPeople(unitId) : planId !== null ? paths.people(planId) : null;
  return { value: [contact.name, ...posts].join(' · '), href };
}
