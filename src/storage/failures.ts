import { RuleBroken } from '../domain/errors.js';

/** What the two drivers say when it is not the program's fault, and the code under which the user hears of it. */
const KNOWN_FAILURES: Record<string, string> = {
  SQLITE_FULL: 'storage-full',
  '53100': 'storage-full',
  SQLITE_BUSY: 'busy',
  SQLITE_BUSY_SNAPSHOT: 'busy',
  '55P03': 'busy',
  SQLITE_CORRUPT: 'database-damaged',
  SQLITE_NOTADB: 'database-damaged',
};

/** The driver's own code of a failed statement, such as 'SQLITE_FULL' or '55P03'. */
export function codeOf(error: unknown): string | undefined {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: unknown }; code?: unknown };
  const said = driverError?.code ?? code;
  return typeof said === 'string' ? said : undefined;
}

/** A full disk, a lock not got or a damaged file as a `RuleBroken`; any other error unchanged. */
export function inWordsForUsers(error: unknown): unknown {
  const code = error instanceof RuleBroken ? undefined : KNOWN_FAILURES[codeOf(error) ?? ''];
  if (code === undefined) return error;
  return Object.assign(new RuleBroken(code, { problems: [wordsOf(error)] }), { cause: error });
}

/** The driver's words without its class name in front. */
function wordsOf(error: unknown): string {
  return (error as Error).message.replace(/^\w*Error: /, '');
}
