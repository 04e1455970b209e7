import { RuleBroken } from '../domain/errors.js';
import { docxText } from './docx-text.js';
import { pdfText } from './pdf-text.js';

/** What is to be read apart from the server: a PDF's bytes, or the parts of a docx by their names. */
export type Work = { kind: 'pdf'; bytes: Uint8Array } | { kind: 'docx'; parts: ReadonlyMap<string, string> };
/** What came of it. */
export type Outcome = { text: string } | { code: string; facts: Record<string, unknown> };

process.once('message', (work: Work) => {
  const text = work.kind === 'pdf' ? pdfText(Uint8Array.from(work.bytes)) : docxText(work.parts);
  text.then((read) => answer({ text: read }), refuse);
});
// Whoever asked is gone.
process.once('disconnect', () => process.exit());

function answer(outcome: Outcome): void {
  process.send?.(outcome, () => process.exit());
}

function refuse(error: unknown): void {
  if (error instanceof RuleBroken) answer({ code: error.code, facts: error.facts });
  else process.exit(1);
}
