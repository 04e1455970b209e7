import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RuleBroken } from '../domain/errors.js';
import { ROOT } from '../places.js';
import { HEAP_MB, PROCESS_MB, TIME_MS } from './limits.js';
import { type Outcome, type Work } from './worker.js';

const READER = join(ROOT, 'dist', 'carriers-worker.js');
const LOOK_EVERY_MS = 100;
const PAGE_BYTES = 4096;
const MEGABYTE = 1024 * 1024;

/** One at a time: a machine that reads one hostile file lives, one that reads ten may not. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a file in a process of its own, with little memory and not for long: what it takes is given back when it ends, which a
 * thread's is not. Throws `RuleBroken`: what the reader found, or 'carrier-heavy' where it did not come to an end.
 */
export function readApart(work: Work): Promise<string> {
  const turn = last.then(() => read(work));
  last = turn.catch(() => undefined);
  return turn;
}

async function read(work: Work): Promise<string> {
  const child = fork(READER, [], {
    // Nothing of the settings: whoever breaks out of a library finds no password.
    env: {},
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const outcome = await new Promise<Outcome | null>((resolve) => {
    child.once('message', (message) => resolve(message as Outcome));
    child.once('error', () => resolve(null));
    child.once('exit', () => resolve(null));
    watch(child, () => resolve(null));
    child.send(work, () => undefined);
  });
  child.kill('SIGKILL');
  if (outcome === null) throw new RuleBroken('carrier-heavy');
  if ('code' in outcome) throw new RuleBroken(outcome.code, outcome.facts);
  return outcome.text;
}

/** Tells when a process takes too long, or takes memory that the limit of its heap does not see (what it unpacks). */
function watch(child: ChildProcess, tell: () => void): void {
  const late = setTimeout(tell, TIME_MS);
  const looking = setInterval(() => memoryOf(child.pid) > PROCESS_MB * MEGABYTE && tell(), LOOK_EVERY_MS);
  child.once('exit', () => {
    clearTimeout(late);
    clearInterval(looking);
  });
}

/** What a process holds in memory, in bytes, where the system tells it; else 0. */
function memoryOf(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
