import { later, momentOf } from '../clock.js';
import { type Account, type ApiToken, type Session } from '../domain/accounts.js';
import { plusDays } from '../domain/day.js';
import { type PasswordPolicy } from '../domain/passwords.js';
import { ROLE_NAMES } from '../domain/permissions.js';
import { type AccountAct, type OwnAccountView } from '../rendering/views-accounts.js';
import { type Fact } from '../rendering/views-common.js';
import { type Faults, faultSummary, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { deviceWords } from './device-words.js';
import { NEW_PASSWORD, passwordRule } from './links.views.js';

/** How long an API token may live, in days. */
export const TOKEN_DAYS = ['30', '90', '180', '365'] as const;

/** 等保 asks that a password be changed from time to time; the page says when, and shuts nobody out. */
const PASSWORD_DAYS = 90;

const OWN_PASSWORD: FieldSpec = {
  ...{ name: 'password-old', label: '现用密码', kind: 'password' },
  ...{ required: true, autocomplete: 'current-password' },
};

/** Which of the page's forms was refused, and why. */
export interface RefusedForm {
  form: 'password' | 'second-factor' | 'token';
  typed: Typed;
  faults: Faults;
}

/** Everything one's own account has to show. */
export interface OwnAccountFacts {
  account: Account;
  unitName: string | null;
  sessions: readonly Session[];
  /** The hash of the session that looks. */
  current: string;
  tokens: readonly ApiToken[];
  policy: PasswordPolicy;
  /** The day, and the machine's instant: tokens and sessions do not follow a demonstration clock. */
  today: string;
  machineNow: string;
  refused: RefusedForm | null;
}

/** One's own account as a page. */
export function ownAccountView(facts: OwnAccountFacts): Omit<OwnAccountView, 'frame'> {
  const { account, sessions, current } = facts;
  const others = sessions.some(({ idHash }) => idHash !== current);
  return {
    facts: factsOf(facts),
    password: account.passwordHash === null ? null : passwordPart(facts),
    sessions: sessions.map(({ idHash, device, createdAt }) => ({
      device: deviceWords(device),
      since: whenWords(createdAt),
      current: idHash === current,
      end: idHash === current ? null : endSession('结束', idHash),
    })),
    endOthers: others ? endSession('结束其他所有登录', 'others') : null,
    secondFactor: secondFactorPart(facts),
    tokens: tokensPart(facts),
  };
}

function factsOf({ account, unitName }: OwnAccountFacts): Fact[] {
  const role = unitName ? `${ROLE_NAMES[account.role]} · ${unitName}` : ROLE_NAMES[account.role];
  return [
    { term: '姓名', value: account.name, href: null },
    { term: '登录名', value: account.login, href: null },
    { term: '角色', value: role, href: null },
  ];
}

function refusedOf({ refused }: OwnAccountFacts, form: RefusedForm['form']): RefusedForm | null {
  return refused?.form === form ? refused : null;
}

function formOf(
  facts: OwnAccountFacts,
  name: RefusedForm['form'],
  specs: readonly FieldSpec[],
  { action, submit }: { action: string; submit: string },
) {
  const refused = refusedOf(facts, name);
  const fields = fieldViews(specs, refused?.typed ?? null, refused?.faults ?? null, name);
  const summary = faultSummary(refused?.faults ?? null, fields);
  return { form: { action, submit, multipart: false, summary: null, fields }, summary };
}

function passwordPart(facts: OwnAccountFacts): OwnAccountView['password'] {
  const { account, policy, today } = facts;
  const setOn = account.passwordSetOn;
  return {
    ...formOf(facts, 'password', [OWN_PASSWORD, ...NEW_PASSWORD], { action: paths.ownPassword(), submit: '修改密码' }),
    rule: `${passwordRule(policy)}修改后，其他地方的登录随即结束。`,
    due:
      policy === 'mlps' && setOn !== null && plusDays(setOn, PASSWORD_DAYS) < today
        ? `密码已超过${PASSWORD_DAYS}天没有修改，按网络安全等级保护要求应定期更换。`
        : null,
  };
}

function secondFactorPart(facts: OwnAccountFacts): OwnAccountView['secondFactor'] {
  const { account } = facts;
  if (account.passwordHash === null) return { words: '演示身份没有密码，不用两步验证。', setUp: null, end: null };
  if (account.totpSecret === null) {
    const setUp = { label: '启用两步验证', href: paths.ownSecondFactor() };
    return { words: '未启用。启用后，登录时除密码外还要填写手机上的验证码，密码泄露也进不来。', setUp, end: null };
  }
  if (account.role === 'admin')
    return { words: '已启用。管理员账号必须有两步验证；换手机时，请另一名管理员重置。', setUp: null, end: null };
  const end = formOf(facts, 'second-factor', [OWN_PASSWORD], {
    action: paths.ownSecondFactorEnd(),
    submit: '停用两步验证',
  });
  return { words: '已启用。登录时除密码外，还要填写手机上的验证码。', setUp: null, end };
}

function tokensPart(facts: OwnAccountFacts): OwnAccountView['tokens'] {
  const specs: FieldSpec[] = [
    { name: 'name', label: '用途', required: true, max: 60, hint: '如：县政府大屏每日取数。' },
    {
      ...{ name: 'days', label: '有效期', kind: 'select', required: true, value: '90' },
      options: TOKEN_DAYS.map((days) => ({ value: days, label: `${days}天` })),
    },
  ];
  return {
    rows: facts.tokens.map((token) => tokenRow(token, facts.machineNow)),
    manual: { label: '接口说明', href: paths.apiManual() },
    none: '没有访问令牌。程序要通过接口读写数据时才需要，权限与您的账号相同。',
    ...formOf(facts, 'token', specs, { action: paths.ownTokens(), submit: '建立访问令牌' }),
  };
}

function tokenRow(token: ApiToken, now: string): OwnAccountView['tokens']['rows'][number] {
  const { id, name, createdAt, expiresAt, revokedAt } = token;
  const over = expiresAt !== null && expiresAt < now;
  const action = paths.ownTokenRevocation(id);
  return {
    name,
    made: momentOf(createdAt).today,
    until: expiresAt === null ? '不限' : momentOf(expiresAt).today,
    state: revokedAt !== null ? '已停用' : over ? '已过期' : '有效',
    end: revokedAt !== null || over ? null : { label: '停用', hint: '', action, hidden: [] },
  };
}

function endSession(label: string, session: string): AccountAct {
  return { label, hint: '', action: paths.ownSessions(), hidden: [{ name: 'session', value: session }] };
}

/** '2020-06-24 08:00', on the machine's clock. */
function whenWords(at: string): string {
  const { today, time } = momentOf(at);
  return `${today} ${time}`;
}

/** The instant until which a token lives. */
export function tokenExpiry(now: string, days: (typeof TOKEN_DAYS)[number]): string {
  return later(now, Number(days) * 24 * 3600);
}
