import { TOTP } from 'otpauth';
import { hashPassword } from '../../src/accounts/passwords.js';
import { addAccount, type Rights } from '../../src/acts/accounts.js';
import { type Account } from '../../src/domain/accounts.js';
import { type Program } from '../../src/program.js';
import { form, type TestServer, type Visitor } from './program.js';

/** A password that keeps the rule. */
export const PASSWORD = 'Zhong-2020-tian';

/** Adds an account with a password; returns its id. */
export async function addPerson(
  { storage, clock }: Program,
  given: { login: string; name?: string; password?: string } & Partial<Rights>,
): Promise<number> {
  const { login, name = `${login}同志`, password = PASSWORD, role = 'office', unitId = null } = given;
  const passwordHash = await hashPassword(password);
  const occasion = { ...clock.now(), actor: '测试' };
  return storage.write(async (stores) => {
    const id = await addAccount(stores, { login, name, role, unitId }, occasion);
    await stores.accounts.change(id, 1, { passwordHash, passwordSetOn: occasion.today });
    return id;
  });
}

/** An account as the database has it now. */
export async function accountNow({ storage }: Program, id: number): Promise<Account> {
  const account = await storage.read((stores) => stores.accounts.byId(id));
  if (!account) throw new Error(`No account ${id}`);
  return account;
}

/** Tries a name and a password. */
export function trySignIn({ visit }: TestServer, login: string, password: string, more: Record<string, string> = {}) {
  return visit('/sign-in', form({ login, password, ...more }));
}

/** The visitor with the session cookie of an answer. */
export function visitorOf({ visit }: TestServer, answer: Response): Visitor {
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`No session in the answer: ${answer.status}`);
  return (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Cookie', cookie);
    return visit(path, { ...init, headers });
  };
}

/** Signs in by password; throws where that is refused. */
export async function enter(server: TestServer, login: string, password = PASSWORD): Promise<Visitor> {
  return visitorOf(server, await trySignIn(server, login, password));
}

/** The code that an authenticator shows for a secret, now or some steps off. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: secret.replace(/ /g, '') }).generate({ timestamp: Date.now() + steps * 30_000 });
}

/** The secret that a page tells an authenticator. */
export function secretOn(page: string): string {
  const secret = /<b class="key">([A-Z2-7 ]+)<\/b>/.exec(page)?.[1];
  if (!secret) throw new Error('The page shows no secret');
  return secret;
}

/** Waits for the next time step where this one is about to end, so that a code made now is current when it arrives. */
export async function steadyStep(): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 4000) await new Promise((resolve) => setTimeout(resolve, left + 50));
}
