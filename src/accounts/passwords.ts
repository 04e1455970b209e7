import { hash, parseOptions, verify } from '@node-rs/argon2';
import { RuleBroken } from '../domain/errors.js';
import { passwordFault, type PasswordPolicy } from '../domain/passwords.js';

/** argon2id, the library's default kind: 19 MiB, two passes, one lane (OWASP's least). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes of nothing anybody knows: who is not there takes as long to refuse as who is. */
let nobody: Promise<string> | null = null;

/** A new password as a form sends it: typed twice, because nobody sees it. */
export interface NewPassword {
  password: string;
  'password-again': string;
}

/** The hash of a password that keeps the rule; throws `RuleBroken` 'password-weak', 'password-again' at its field. */
export async function acceptedPassword(
  { password, 'password-again': again }: NewPassword,
  login: string,
  policy: PasswordPolicy,
): Promise<string> {
  const fault = passwordFault(password, login, policy);
  if (fault) throw new RuleBroken('password-weak', { field: 'password', fault });
  if (password !== again) throw new RuleBroken('password-again', { field: 'password-again' });
  return hashPassword(password);
}

/** The hash of a password, as it is kept. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether a password is the one behind a hash; without a hash it takes as long and is not. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody');
  const fits = await verify(passwordHash ?? (await nobody), password);
  return fits && passwordHash !== null;
}

/** Whether a hash was made with less than today's cost, and is to be made again at the next sign-in. */
export function isWeak(passwordHash: string): boolean {
  const { memoryCost, timeCost } = parseOptions(passwordHash);
  return memoryCost < COST.memoryCost || timeCost < COST.timeCost;
}
