// Builds dist/carriers-worker.js: the process that reads the files of documents has a file of its own, also when the program
// runs from its sources, in tests.
import { build } from 'esbuild';
import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Puts the process's file into a folder, whole or not at all. */
export async function buildReader(folder) {
  mkdirSync(folder, { recursive: true });
  const made = join(folder, `carriers-worker-${process.pid}.js`);
  await build({
    entryPoints: [join(root, 'src/carriers/worker.ts')],
    outfile: made,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minifyWhitespace: true,
    lineLimit: 160,
    // Loaded only where a PDF is read, together with its maps of encodings.
    external: ['pdfjs-dist'],
    logLevel: 'error',
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  renameSync(made, join(folder, 'carriers-worker.js'));
}

/** Before the tests: as the build does it. */
export default () => buildReader(join(root, 'dist'));
