import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RuleBroken } from '../domain/errors.js';
import { ROOT } from '../places.js';
import { GROWTH_MB, MEMORY_MB, TIME_MS } from './limits.js';
import { type Outcome, type Work } from './worker.js';

const READER = join(ROOT, 'dist', 'carriers-worker.js');
const LOOK_EVERY_MS = 100;
const MEGABYTE = 1024 * 1024;

/** One at a time: a machine that reads one hostile file lives, one that reads ten may not. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a file in a thread of its own, with little memory and not for long. Throws `RuleBroken`: what the reader found, or
 * 'carrier-heavy' where it did not come to an end.
 */
export function readApart(work: Work): Promise<string> {
  const turn = last.then(() => read(work));
  last = turn.catch(() => undefined);
  return turn;
}

async function read(work: Work): Promise<string> {
  const worker = new Worker(READER, {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  const outcome = await new Promise<Outcome | null>((resolve) => {
    worker.once('message', resolve);
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
    watch(worker, () => resolve(null));
  });
  await worker.terminate();
  if (outcome === null) throw new RuleBroken('carrier-heavy');
  if ('code' in outcome) throw new RuleBroken(outcome.code, outcome.facts);
  return outcome.text;
}

/** Tells when a thread takes too long, or takes memory that the limits of its heap do not see (what it unpacks). */
function watch(worker: Worker, tell: () => void): void {
  const late = setTimeout(tell, TIME_MS);
  const most = process.memoryUsage.rss() + GROWTH_MB * MEGABYTE;
  const looking = setInterval(() => process.memoryUsage.rss() > most && tell(), LOOK_EVERY_MS);
  worker.once('exit', () => {
    clearTimeout(late);
    clearInterval(looking);
  });
}
