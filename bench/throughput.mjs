// How fast 10,000 due items of 1,000 units become 1,000 mails at a mail server, queueing and words included, beside a bare pool of
// nodemailer that sends the same mails, in the same run on the same machine.
//   node bench/throughput.mjs
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const file = join(root, `dist.throughput-${process.pid}`, 'run.mjs');
await build({
  entryPoints: [join(root, 'test/support/throughput-run.ts')],
  outfile: file,
  ...{ bundle: true, platform: 'node', target: 'node20', format: 'esm', packages: 'external', logLevel: 'error' },
});
try {
  const { run } = await import(file);
  await run();
} finally {
  rmSync(join(file, '..'), { recursive: true, force: true });
}
