import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** A sheet of a few kilobytes can ask for a million columns: the reader works apart, with little memory and not for long. */
const READER = `
const { parentPort, workerData } = require('node:worker_threads');
const text = (cell) => cell === null || cell === undefined ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
require(workerData.library)(Buffer.from(workerData.bytes)).then(
  ([sheet]) => parentPort.postMessage((sheet ? sheet.data : []).slice(0, workerData.rows).map((row) => row.slice(0, 30).map(text))),
  () => parentPort.postMessage(null),
);`;
const MEMORY_MB = 128;
const TIME_MS = 10_000;
/** A few more than are taken, so that a list that is too long is seen to be. */
const ROWS_READ = 1000;

/** The cells of an xlsx workbook's first sheet as texts, days as '2020-06-01'; null where it is none or asks for too much. */
export async function tableOfWorkbook(bytes: Buffer): Promise<string[][] | null> {
  const library = createRequire(import.meta.url).resolve('read-excel-file/node');
  const worker = new Worker(READER, {
    eval: true,
    workerData: { library, bytes, rows: ROWS_READ },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: 32 },
  });
  const cells = await new Promise<string[][] | null>((resolve) => {
    const timer = setTimeout(() => resolve(null), TIME_MS);
    const done = (read: string[][] | null) => {
      clearTimeout(timer);
      resolve(read);
    };
    worker.once('message', done);
    worker.once('error', () => done(null));
  });
  await worker.terminate();
  return cells;
}

/** The text of a csv file, in UTF-8 or as Chinese Excel writes it (GB18030). */
export function textOfCsv(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The cells of a text: columns parted by tabs (as copied from a sheet), semicolons or commas; quoted cells may hold any of them. */
export function tableOfText(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const mark = ['\t', ';'].find((one) => plain.includes(one)) ?? ',';
  const rows: string[][] = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${mark}\\n]*))(${mark}|\\n|$)`, 'y');
  while (cell.lastIndex < plain.length) {
    const [, quoted, bare = '', end = ''] = cell.exec(plain) ?? [];
    if (end === '' && cell.lastIndex === 0) return [];
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? bare).trim());
    if (end === '\n') rows.push([]);
    if (end === '' || rows.length > ROWS_READ) break;
  }
  return rows;
}
