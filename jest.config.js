/** ESM TypeScript through swc; the flag that jest needs for ESM stands in package.json's one `jest` script. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/support/run.setup.js',
  globalTeardown: '<rootDir>/test/support/run.teardown.js',
  setupFiles: ['<rootDir>/test/support/plain-console.js'],
  // A world of some weeks is played in four seconds, and on a busy machine in half a minute.
  testTimeout: 90_000,
  // Jest leaves a core to watching; on two cores that would be half of them.
  maxWorkers: '100%',
  // Modules of finished files stay in a worker's memory, and collecting them slows the next ones down.
  workerIdleMemoryLimit: '1GB',
  reporters: ['default', '<rootDir>/test/support/last-line.reporter.js'],
};
