// What it costs to read a plan of three hundred pages: processor time and memory of one reading, in a process of its own.
//   node bench/reader.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const UNITS = ['县财政局', '县民政局', '县公安局', '县教育局', '县住房和城乡建设局', '县农业农村局'];
const PROSE = '按照要求全面深入摸底排查，建立台账，明确责任，抓好落实，确保各项任务按期完成。';
const HAN = '一二三四五六七八九十';

/** A plan of some length: tasks with notes, phases, a group, and a table of the tasks. */
function plan(length) {
  const lines = ['某县2022年专项行动实施方案', '某办发〔2022〕3号', '为做好工作，制定本方案。'];
  const rows = ['| 序号 | 重点任务 | 牵头单位 | 完成时限 |'];
  const unit = (n) => UNITS[n % UNITS.length];
  let size = 0;
  for (let n = 1; size < length; n++) {
    if (n % 20 === 1) lines.push(`${HAN[Math.floor(n / 20) % 10]}、第${n}类任务`);
    const line = `${n % 999}.推进第${n}项工作。${PROSE.repeat(5)}（牵头单位：${unit(n)}；责任单位：${unit(n + 1)}、${unit(n + 2)}）`;
    const row = `| ${n} | 推进第${n}项工作 | ${unit(n)} | 2022年${(n % 12) + 1}月底前 |`;
    lines.push(line);
    rows.push(row);
    size += line.length + row.length;
  }
  const phases = ['十、实施步骤', '（一）动员部署（2022年3月底前）。', '（二）组织实施（4月至10月）。'];
  return [...lines, ...phases, '附件', ...rows].join('\n');
}

if (process.argv[2] === 'once') {
  const { readFileSync } = await import('node:fs');
  const { readPlanText } = await import(process.argv[4]);
  const text = readFileSync(process.argv[3], 'utf8');
  const before = process.cpuUsage();
  const { measures, phases } = readPlanText(text);
  const { user, system } = process.cpuUsage(before);
  const seconds = ((user + system) / 1e6).toFixed(2);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${text.length} characters: ${measures.length} measures, ${phases.length} phases, ${seconds} s of processor, ${memory} MB at most`,
  );
} else {
  const { buildSync } = await import('esbuild');
  const dir = mkdtempSync(join(tmpdir(), 'luoshi-reader-'));
  const reader = join(dir, 'reader.mjs');
  buildSync({
    entryPoints: [new URL('../src/domain/plan-text/read-plan.ts', import.meta.url).pathname],
    bundle: true,
    format: 'esm',
    outfile: reader,
  });
  for (const length of [25_000, 250_000, 500_000]) {
    const file = join(dir, `${length}.txt`);
    writeFileSync(file, plan(length));
    process.stdout.write(
      execFileSync(process.execPath, [import.meta.filename, 'once', file, reader], { encoding: 'utf8' }),
    );
  }
  rmSync(dir, { recursive: true });
}
