// How fast 10,000 due items of 1,000 units become 1,000 mails at a mail server, queueing and words included, beside a bare pool of
// nodemailer that sends the same mails, in the same run on the same machine. Twice: in a process that has just started, and a
// fortnight later in the same process, which is how a server works.
//   node bench/throughput.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  // Each in a process of its own, so that the memory told is that of the work alone.
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-throughput-'));
  for (const part of ['plant', 'run'])
    execFileSync(
      process.execPath,
      ['--max-old-space-size=512', '--input-type=module', '-e', `(await import('${file}')).${part}('${folder}')`],
      {
        stdio: 'inherit',
      },
    );
  rmSync(folder, { recursive: true });
} finally {
  rmSync(join(file, '..'), { recursive: true, force: true });
}
