import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Package {
  engines: { node: string };
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  overrides?: Record<string, string>;
  allowScripts: Record<string, unknown>;
}
const pkg = JSON.parse(read('package.json')) as Package;
const lock = JSON.parse(read('package-lock.json')) as {
  packages: Record<
    string,
    { version?: string; hasInstallScript?: true; optionalDependencies?: Record<string, string> }
  >;
};

/** Every file below a folder with one of these endings, as its path from the root. */
const filesUnder = (folder: string, ending: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));
const filesWith = (files: readonly string[], words: RegExp) => files.filter((file) => words.test(read(file)));

describe('What is installed is what was tested', () => {
  const named = Object.entries({ ...pkg.dependencies, ...pkg.devDependencies });

  test('every dependency is pinned to one version', () => {
    const pinned = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
    const loose = [...named, ...Object.entries(pkg.overrides ?? {})].filter(([, version]) => !pinned.test(version));
    expect(loose).toEqual([]);
  });

  test('package-lock.json holds the same versions', () => {
    const locked = named.map(([name]) => [name, lock.packages[`node_modules/${name}`]?.version]);
    expect(locked).toEqual(named);
  });

  test('package-lock.json knows the builds for every machine, without which `npm ci` refuses it', () => {
    const wanted = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({
        name,
        at: [`${path}/node_modules/${name}`, `node_modules/${name}`],
      })),
    );
    expect(wanted.filter(({ at }) => !at.some((path) => lock.packages[path])).map(({ name }) => name)).toEqual([]);
  });

  test('there are no more than 29 libraries in production', () => {
    expect(Object.keys(pkg.dependencies).length).toBeLessThanOrEqual(29);
  });

  test('exactly the packages that bring an install script are allowed or denied it, by name', () => {
    const scripted = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(Object.keys(pkg.allowScripts).sort()).toEqual([...new Set(scripted)].sort());
    expect(Object.values(pkg.allowScripts).filter((value) => typeof value !== 'boolean')).toEqual([]);
  });

  test('the versions of Node are those that the database library works with', () => {
    expect(pkg.engines).toEqual({ node: '^20.19.0 || ^22.13.0 || >=24.11.0' });
    const typeorm = JSON.parse(read('node_modules/typeorm/package.json')) as Package;
    expect(pkg.engines).toEqual(typeorm.engines);
  });
});

const inGit = existsSync(join(ROOT, '.git'));

(inGit ? test : test.skip)('No file in git is larger than 3 MB', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
  const present = tracked.filter((file) => existsSync(join(ROOT, file)));
  expect(present.length).toBeGreaterThan(100);
  expect(present.filter((file) => statSync(join(ROOT, file)).size > 3 * 1024 * 1024)).toEqual([]);
});

describe('What users read', () => {
  const templates = filesUnder('templates', /\.hbs$/);

  test('is escaped in every template', () => {
    expect(templates.length).toBeGreaterThan(20);
    expect(filesWith(templates, /\{\{\{|\{\{~?&/)).toEqual([]);
  });

  test('does not threaten: only an issued document speaks of 督查 and 问责', () => {
    expect(filesWith([...templates, ...filesUnder('src', /\.ts$/)], /督查|问责/)).toEqual([]);
  });
});
