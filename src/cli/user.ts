import { addAccount, disableAccount, dropSecondFactor, enableAccount, type AccountRequest } from '../acts/accounts.js';
import { LINK_SECONDS, makeResetLink } from '../acts/accounts-links.js';
import { type Occasion } from '../acts/history.js';
import { later, machineInstant, momentOf } from '../clock.js';
import { type Account, foldedLogin, isLocked } from '../domain/accounts.js';
import { RuleBroken } from '../domain/errors.js';
import { type PersonRole, ROLE_NAMES } from '../domain/permissions.js';
import { type Program } from '../program.js';
import { pageAddress } from '../settings.js';
import { type Stores } from '../storage/stores/all.js';
import { paths } from '../web/paths.js';
import { type Answer, type Given } from './commands.js';
import { table } from './words.js';

type WithProgram = (work: (program: Program) => Promise<Answer>) => Promise<Answer>;
type Work = (program: Program, login: string, given: Given, occasion: Occasion) => Promise<Answer>;

const WORKS: Readonly<Record<string, Work>> = {
  add,
  list,
  disable: (program, login, _given, occasion) =>
    change(program, login, '已停用', (stores, request) =>
      disableAccount(stores, { ...request, at: machineInstant() }, occasion),
    ),
  enable: (program, login, _given, occasion) =>
    change(program, login, '已启用', (stores, request) => enableAccount(stores, request, occasion)),
  'reset-password': resetPassword,
};

/** `luoshi user …`: accounts from a terminal, for whoever has the server itself. */
export async function user(given: Given, withProgram: WithProgram): Promise<Answer> {
  const [what = '', login = ''] = given.words ?? [];
  const work = Object.hasOwn(WORKS, what) ? WORKS[what] : undefined;
  if (!work) throw usage(`user 后应是 ${Object.keys(WORKS).join('、')} 之一`);
  if (login === '' && what !== 'list') throw usage('请写明登录名');
  return withProgram((program) => work(program, login, given, { ...program.clock.now(), actor: '命令行' }));
}

async function add(program: Program, login: string, { options }: Given, occasion: Occasion): Promise<Answer> {
  const { name, role, unit } = options;
  if (typeof name !== 'string' || name.trim() === '') throw usage('请用 --name 写明姓名');
  if (typeof role !== 'string' || !Object.hasOwn(ROLE_NAMES, role))
    throw usage(`--role 应是 ${Object.keys(ROLE_NAMES).join('、')} 之一`);
  const at = machineInstant();
  const expiresAt = later(at, LINK_SECONDS.invitation);
  const token = await program.storage.write(async (stores) => {
    const unitId = typeof unit === 'string' ? ((await stores.plans.unitByName(unit))?.id ?? null) : null;
    const rights = { role: role as PersonRole, unitId };
    const accountId = await addAccount(stores, { login, name: name.trim(), ...rights }, occasion);
    return makeResetLink(stores, { accountId, at, expiresAt }, occasion);
  });
  return linkAnswer(program, `已新增账号 ${foldedLogin(login)}。`, login, token, expiresAt);
}

async function resetPassword(program: Program, login: string, { options }: Given, occasion: Occasion): Promise<Answer> {
  const at = machineInstant();
  const expiresAt = later(at, LINK_SECONDS.reset);
  const token = await program.storage.write(async (stores) => {
    const account = await known(stores, login);
    if (options['second-factor']) await dropSecondFactor(stores, account, occasion);
    return makeResetLink(stores, { accountId: account.id, at, expiresAt }, occasion);
  });
  const dropped = options['second-factor'] ? '两步验证已重置。' : '';
  return linkAnswer(program, dropped, login, token, expiresAt);
}

async function change(
  { storage }: Program,
  login: string,
  done: string,
  work: (stores: Stores, request: AccountRequest) => Promise<void>,
): Promise<Answer> {
  const { login: folded } = await storage.write(async (stores) => {
    const account = await known(stores, login);
    await work(stores, account);
    return account;
  });
  return { words: `账号 ${folded} ${done}。`, json: { login: folded } };
}

async function list({ storage }: Program): Promise<Answer> {
  const { accounts, units } = await storage.read(async (stores) => ({
    accounts: await stores.accounts.list(),
    units: new Map((await stores.plans.units()).map(({ id, name }) => [id, name])),
  }));
  const now = machineInstant();
  // What could help somebody in is not printed, not even as a hash.
  const json = accounts.map((account) => ({
    ...{ login: account.login, name: account.name, role: account.role },
    ...{ unit: account.unitId === null ? null : (units.get(account.unitId) ?? null) },
    ...{ disabled: account.disabledAt !== null, locked: isLocked(account, now) },
    ...{ password: account.passwordHash !== null, secondFactor: account.totpSecret !== null },
  }));
  const rows = json.map((one) => [one.login, one.name, ROLE_NAMES[one.role], one.unit ?? '', stateWord(one)]);
  return { words: `${table(rows)}\n共${json.length}个账号`.trimStart(), json };
}

function stateWord({ disabled, locked, password }: { disabled: boolean; locked: boolean; password: boolean }): string {
  return disabled ? '停用' : locked ? '锁定' : password ? '正常' : '未设密码';
}

async function known(stores: Stores, login: string): Promise<Account> {
  const account = await stores.accounts.byLogin(foldedLogin(login));
  if (!account) throw new RuleBroken('not-found', { thing: '账号' });
  return account;
}

function linkAnswer({ settings }: Program, done: string, login: string, token: string, expiresAt: string): Answer {
  const link = `${pageAddress(settings)}${paths.setPassword(token)}`;
  const { today, time } = momentOf(expiresAt);
  const words = `${done}请把下面的一次性链接当面或电话转交本人，${today} ${time} 前有效：\n${link}`;
  return { words, json: { login: foldedLogin(login), link, expiresAt } };
}

function usage(problem: string): RuleBroken {
  return new RuleBroken('usage', {
    problem,
    help: '例如：npm run luoshi -- user add zhangsan --name 张三 --role office',
  });
}
