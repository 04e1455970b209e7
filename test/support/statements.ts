import Database from 'better-sqlite3';
import { type TestServer, type Visitor } from './program.js';
import { pageAt } from './pages.js';

let asked = 0;

/** Counts from now on every statement that any SQLite database of this process answers. */
export function countStatements(): void {
  const memory = new Database(':memory:');
  type Statement = Record<string, (...given: unknown[]) => unknown>;
  const statement = Object.getPrototypeOf(memory.prepare('SELECT 1')) as Statement;
  for (const name of ['all', 'run', 'get', 'iterate']) {
    const real = statement[name]!;
    statement[name] = function (...given: unknown[]) {
      asked++;
      return real.apply(this, given);
    };
  }
  memory.close();
}

/** How many statements something asks. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<number> {
  const before = asked;
  await work();
  return asked - before;
}

/** Commits something that no page shows, so that the next page is made anew and not taken from what was kept. */
export async function changeSomething({ program }: TestServer): Promise<void> {
  await program.storage.write(() => Promise.resolve());
}

/** How many statements a page costs once the program is warm, when it has to be made. */
export async function statementsOf(server: TestServer, visit: Visitor, path: string): Promise<number> {
  await pageAt(visit, path);
  await changeSomething(server);
  return statementsDuring(() => pageAt(visit, path));
}
