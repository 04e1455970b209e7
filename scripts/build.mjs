// Builds dist/main.js and dist/cli.js: swc compiles src/ with the settings the tests use, esbuild joins the result and its
// libraries into a few files, because reading more than a thousand takes longer than everything else at a start.
import { transformFile } from '@swc/core';
import { build } from 'esbuild';
import { buildReader } from './build-reader.mjs';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const compiled = join(root, `dist.compiled-${process.pid}`);
const joined = join(root, `dist.joined-${process.pid}`);

// Loaded by name where they are installed: native code, and what Nest and TypeORM would use if it were there.
const NOT_JOINED = [
  ...[
    'better-sqlite3',
    '@node-rs/argon2',
    '@resvg/resvg-js',
    'pg-native',
    'chinese-days',
    '@nestjs/microservices',
    '@nestjs/microservices/*',
  ],
  ...['@nestjs/websockets', '@nestjs/websockets/*', 'class-validator', 'class-transformer', 'class-transformer/*'],
  ...['@google-cloud/spanner', '@sap/hana-client', '@sap/hana-client/*', 'expo-sqlite', 'ioredis', 'mongodb', 'mssql'],
  ...['mysql', 'mysql2', 'oracledb', 'pg-query-stream', 'react-native-sqlite-storage', 'redis', 'sql.js', 'sqlite3'],
  ...['typeorm-aurora-data-api-driver', 'ts-node'],
];

try {
  const files = readdirSync(join(root, 'src'), { recursive: true }).map(String);
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const { code } = await transformFile(join(root, 'src', file), { swcrc: true, cwd: root });
    const target = join(compiled, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  await build({
    entryPoints: [join(compiled, 'main.js'), join(compiled, 'cli.js')],
    outdir: joined,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    keepNames: true,
    // The text of what runs stays in memory: without its spaces that is twenty megabytes less. Lines short enough to be named in
    // a stack trace stay.
    minifyWhitespace: true,
    lineLimit: 160,
    external: NOT_JOINED,
    logLevel: 'error',
    // Libraries in the older module format ask for `require`, which this one does not have by itself.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  await buildReader(joined);
  writeFileSync(join(joined, '.built'), '');
  // Put in place only when whole: a build that fails half-way leaves the last good one.
  rmSync(dist, { recursive: true, force: true });
  renameSync(joined, dist);
} finally {
  rmSync(compiled, { recursive: true, force: true });
  rmSync(joined, { recursive: true, force: true });
}
