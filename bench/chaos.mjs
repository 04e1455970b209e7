// What a thousand kills of the delivery cost on each database: couriers are ended with SIGKILL while 10,000 mails leave to a mail server
// that notes every Message-ID; on SQLite, and on PostgreSQL with three couriers at once where a server is found; half of each without
// a resolver, half with one.
//   node bench/chaos.mjs [kills] [mails]
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const [kills = 1000, mails = 10_000] = process.argv.slice(2).map(Number);
const root = join(import.meta.dirname, '..');
const file = join(root, `dist.chaos-${process.pid}`, 'run.mjs');
await build({
  entryPoints: [join(root, 'test/support/chaos-run.ts')],
  outfile: file,
  ...{ bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', logLevel: 'error' },
});
try {
  const { run } = await import(file);
  await run({ kills, mails });
} finally {
  rmSync(join(file, '..'), { recursive: true, force: true });
}
