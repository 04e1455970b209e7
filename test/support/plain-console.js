import { Console } from 'node:console';

// Jest's own console finds out for each line where it was written, which costs more than most requests of a test.
globalThis.console = new Console({ stdout: process.stdout, stderr: process.stderr });
