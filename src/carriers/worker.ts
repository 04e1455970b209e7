import { parentPort, workerData } from 'node:worker_threads';
import { RuleBroken } from '../domain/errors.js';
import { docxText } from './docx-text.js';
import { pdfText } from './pdf-text.js';

/** What is to be read apart from the server: a PDF's bytes, or the parts of a docx by their names. */
export type Work = { kind: 'pdf'; bytes: Uint8Array } | { kind: 'docx'; parts: ReadonlyMap<string, string> };
/** What came of it. */
export type Outcome = { text: string } | { code: string; facts: Record<string, unknown> };

const work = workerData as Work;
const outcome = await (work.kind === 'pdf' ? pdfText(work.bytes) : docxText(work.parts)).then(
  (text): Outcome => ({ text }),
  (error: unknown): Outcome => {
    if (error instanceof RuleBroken) return { code: error.code, facts: error.facts };
    throw error;
  },
);
parentPort?.postMessage(outcome);
