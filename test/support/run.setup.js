import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import buildReader from '../../scripts/build-reader.mjs';

/** Before the first test file: builds what tests start as a process, and makes the folder that all files of the run share. */
export default async () => {
  await buildReader();
  process.env.LUOSHI_TEST_RUN = mkdtempSync(join(tmpdir(), 'luoshi-run-'));
};
