// What it costs, in seconds of the processor, to take the text out of a docx and a pdf of three hundred pages: each in a process of its own.
//   node bench/carriers.mjs | tee bench/carriers.txt
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildReader } from '../scripts/build-reader.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PAGES = 300;
const LINES = 22;
const [, , kind, program] = process.argv;

/** A line of a plan, 28 characters as on a page of an official document. */
const line = (i) => `${i}.由县教育局牵头，县民政局、县财政局配合，逐户摸清底数，`.padEnd(28, '限期办结').slice(0, 28);

function fileOf(made) {
  const page = (p) => Array.from({ length: LINES }, (_, i) => line(p * LINES + i));
  const pages = Array.from({ length: PAGES }, (_, p) => page(p));
  if (kind === 'pdf') return made.pdfOf(pages.map((lines) => made.linesDown(lines)));
  const paragraphs = pages.flatMap((lines) => [
    made.paragraph('工作措施', { style: '1', list: [1, 0] }),
    ...lines.map((text) => made.paragraph(text, { list: [1, 1] })),
  ]);
  return made.documentOf(paragraphs.join(''));
}

/** The processor's seconds, of this process and those it waited for: the machine may be busy. In Linux's hundredths. */
const cpu = () => {
  const figures = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  return figures.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
};

/** What the processes that this one began hold in memory, in bytes. */
function childrenHold() {
  const pids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  return pids.reduce((sum, pid) => {
    try {
      return sum + Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096;
    } catch {
      return sum;
    }
  }, 0);
}

async function measure() {
  const made = await import(pathToFileURL(program).href);
  const bytes = fileOf(made);
  const before = process.memoryUsage.rss();
  let most = before;
  let child = 0;
  const looking = setInterval(
    () => (most = Math.max(most, process.memoryUsage.rss())) && (child = Math.max(child, childrenHold())),
    10,
  );
  const times = [];
  let text = '';
  const clock = performance.now();
  made.readPlanText((await made.readCarrier({ bytes, name: `方案.${kind}` })).text);
  const whole = (performance.now() - clock) / 1000;
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (let i = 0; i < 3; i++) {
    const from = cpu();
    ({ text } = await made.readCarrier({ bytes, name: `方案.${kind}` }));
    await new Promise((resolve) => setTimeout(resolve, 300));
    times.push(cpu() - from);
  }
  clearInterval(looking);
  const from = cpu();
  const draft = made.readPlanText(text);
  const reader = cpu() - from;
  const seconds = (all) => all.map((one) => `${one.toFixed(2)} s`).join(', ');
  console.log(
    `${kind}: ${PAGES} pages, ${(bytes.length / 1e3).toFixed(0)} kB, ${text.length} characters: carrier ${seconds(times)}; ` +
      `the process that reads ${(child / 1e6).toFixed(0)} MB, the server ${((most - before) / 1e6).toFixed(0)} MB more at most; the reader of plans then ${seconds([reader])} (${draft.measures.length} measures); by the clock, the first time, ${whole.toFixed(2)} s in all`,
  );
}

async function all() {
  await buildReader(join(root, 'dist'));
  const folder = mkdtempSync(join(root, 'dist.bench-'));
  try {
    const outfile = join(folder, 'program.mjs');
    const parts = [
      'src/carriers/read-carrier',
      'src/domain/plan-text/read-plan',
      'test/support/docx',
      'test/support/pdf',
    ];
    const contents = parts.map((part) => `export * from './${part}.ts';`).join('\n');
    const stdin = { contents, resolveDir: root };
    await build({
      stdin,
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      logLevel: 'error',
    });
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}`);
    for (const one of ['docx', 'pdf'])
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), one, outfile], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await (kind ? measure() : all());
