import { readFileSync } from 'node:fs';

const read = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url)));

// Loading the libraries takes longer than most tests, and what has run often runs fast: they are loaded by Node itself, once for
// all files of a worker. Not those that jest and its set-up run on.
const { dependencies: versions } = read('package.json');
const libraries = [
  ...Object.keys(versions).filter((name) => !['esbuild', '@swc/core'].includes(name)),
  ...['express', 'fast-check', 'playwright-core', 'smtp-server'],
];
const isImported = (name) => read(`node_modules/${name}/package.json`).type === 'module';
const modulesOf = (names, ending) => `/node_modules/(${names.join('|')})/.+\\.${ending}$`;

/** ESM TypeScript through swc; the flag that jest needs for ESM stands in package.json's one `jest` script. */
export default {
  testEnvironment: '<rootDir>/test/support/one-context.environment.js',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': '@swc/jest',
    [`${modulesOf(libraries, 'mjs')}|${modulesOf(libraries.filter(isImported), 'js')}`]: [
      '<rootDir>/test/support/imported-library.transformer.js',
      { versions },
    ],
    [`${modulesOf(libraries, 'cjs')}|${modulesOf(
      libraries.filter((name) => !isImported(name)),
      'js',
    )}`]: ['<rootDir>/test/support/required-library.transformer.js', { versions }],
  },
  transformIgnorePatterns: [],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/support/run.setup.js',
  globalTeardown: '<rootDir>/test/support/run.teardown.js',
  setupFiles: ['<rootDir>/test/support/plain-console.js'],
  testTimeout: 30_000,
  // Jest leaves a core to watching; on two cores that would be half of them.
  maxWorkers: '100%',
  // Modules of finished files stay in a worker's memory, and collecting them slows the next ones down.
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/support/last-line.reporter.js'],
};
