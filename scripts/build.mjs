// Compiles src/**/*.ts to dist/ with the same swc settings the tests use, so there is one compiler, not two.
import { transformFile } from '@swc/core';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const building = join(root, `dist.building-${process.pid}`);
rmSync(building, { recursive: true, force: true });
const files = readdirSync(join(root, 'src'), { recursive: true }).map(String);
for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))) {
  const { code } = await transformFile(join(root, 'src', file), { swcrc: true, cwd: root });
  const target = join(building, file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
}
// Put in place only when whole: a build that fails half-way leaves the last good one.
mkdirSync(dist, { recursive: true });
for (const name of readdirSync(dist)) rmSync(join(dist, name), { recursive: true, force: true });
cpSync(building, dist, { recursive: true });
rmSync(building, { recursive: true, force: true });
writeFileSync(join(dist, '.built'), '');
