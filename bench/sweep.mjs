// What a sweep over very many open assignments costs when few of them owe something: the same share, then the same number.
//   node bench/sweep.mjs | tee bench/sweep.txt
import { transformFile } from '@swc/core';
import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SIZES = (process.env.SIZES ?? '10000,100000,1000000').split(',').map(Number);
const TODAY = '2026-06-24';
const ROWS = { 10_000: [10, 10, 100], 100_000: [100, 10, 100], 1_000_000: [100, 10, 1000] };
const FILL = `INSERT INTO assignment (plan_id, measure_id, phase_id, unit_id, role, opens_on, due_on, original_due_on, stage,
  assigned_on, reported_for, version, told, asked) VALUES (1, ?, ?, ?, 'responsible', ?, ?, ?, 'underway', ?, ?, 1, ?, ?)`;

const load = (compiled, file) => import(pathToFileURL(join(compiled, file)).href);

/** Compiles src/ beside the libraries, so that its parts can be called one by one. */
async function compile() {
  const compiled = mkdtempSync(join(root, 'dist.bench-'));
  for (const file of readdirSync(join(root, 'src'), { recursive: true }).filter((name) => name.endsWith('.ts'))) {
    const { code } = await transformFile(join(root, 'src', file), { swcrc: true, cwd: root });
    const target = join(compiled, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  return compiled;
}

/** A database of one running plan; `due` of its items owe a reminder and a report, all others heard of both what was to be said. */
async function fill(compiled, file, rows, due, isLadder) {
  const { openStorage } = await load(compiled, 'storage/database.js');
  await (await openStorage({ sqliteFile: file })).close();
  const { timetableOf } = await load(compiled, 'domain/notices.js');
  const { lastSaid } = await load(compiled, 'domain/reminders.js');
  const { nthWorkday } = await load(compiled, 'domain/calendar.js');
  const { plusDays } = await load(compiled, 'domain/day.js');
  const { DEFAULT_RULES } = await load(compiled, 'domain/rules.js');
  const calendar = (await load(compiled, 'working-days.js')).calendarWith([]);
  const timetable = timetableOf(TODAY, TODAY, { calendar, rulesOfPlan: () => DEFAULT_RULES });
  const db = new Database(file);
  db.pragma('synchronous = OFF');
  const insert = (table, row) =>
    db
      .prepare(`INSERT INTO "${table}" (${Object.keys(row).join()}) VALUES (${Object.keys(row).map(() => '?')})`)
      .run(...Object.values(row));
  const [measures, phases, units] = ROWS[rows];
  const source = { source_start: 0, source_end: 1 };
  db.transaction(() => {
    const plan = {
      title: '方案',
      doc_number: null,
      issuer: null,
      issued_on: '2026-01-05',
      text: '全文',
      state: 'running',
    };
    insert('plan', { ...plan, activated_at: '2026-01-05T01:00:00.000Z', rules: '{}', version: 1 });
    const numbered = (position) => ({
      plan_id: 1,
      position,
      number: `${position}`,
      title: '措施',
      text: '措施',
      ...source,
    });
    for (let i = 1; i <= measures; i++) insert('measure', numbered(i));
    for (let i = 1; i <= phases; i++)
      insert('phase', { ...numbered(i), starts_on: '2026-01-05', due_on: '2026-12-31' });
    for (let i = 1; i <= units; i++) {
      insert('unit', { name: `单位${i}`, mail: `unit-${i}@bench.example` });
      insert('post', { kind: 'unit-supervisor', plan_id: null, unit_id: i, title: '', position: i });
      insert('contact', { name: `分管领导${i}`, mail: `leader-${i}@bench.example`, version: 1 });
      insert('tenure', { post_id: i, contact_id: i, from_on: '2026-01-05', until_on: null, version: 1 });
    }
    const add = db.prepare(FILL);
    const soon = nthWorkday(calendar, TODAY, 5);
    const late = nthWorkday(calendar, TODAY, -2);
    const every = Math.floor(rows / due);
    let n = 0;
    for (let measure = 1; measure <= measures; measure++)
      for (let phase = 1; phase <= phases; phase++)
        for (let unit = 1; unit <= units; unit++, n++) {
          // One in each stretch of so many, never at the same place, so that every unit has some.
          const owes = n % every === Math.floor(n / every) % every;
          // The others: a third late and chased, a third due within fifteen working days and reminded, a third later; on 90 days.
          const [from, days] = [
            [-40, 30],
            [1, 20],
            [60, 30],
          ][n % 3];
          // For the ladder only what owes is late: whatever is late and unanswered goes up, rung by rung.
          const first = isLadder ? Math.max(from, 1) : from;
          const dueOn = owes ? (isLadder ? late : soon) : plusDays(TODAY, first + ((n * 7) % days));
          const opensOn = '2026-01-05';
          const reportedFor = !owes && n % 2 === 0 ? '2026-06-25' : null;
          const facts = { planId: 1, stage: 'underway', opensOn, dueOn, assignedOn: opensOn, reportedFor };
          const last = { told: '', asked: '' };
          if (!owes) for (const { rule } of timetable(facts, TODAY)) Object.assign(last, lastSaid(dueOn, rule));
          add.run(measure, phase, unit, opensOn, dueOn, dueOn, opensOn, reportedFor, last.told, last.asked);
        }
  })();
  db.close();
}

/** One sweep in a process of its own. */
async function run(compiled, file, what) {
  const { openStorage } = await load(compiled, 'storage/database.js');
  const queue =
    what === 'ladder'
      ? (await load(compiled, 'reminders/escalations.js')).queueEscalations
      : (await load(compiled, 'reminders/reminders.service.js')).queueNotices;
  const { momentAt } = await load(compiled, 'clock.js');
  const storage = await openStorage({ sqliteFile: file });
  const timed = async () => {
    const begun = performance.now();
    const queued = await storage.write((stores) => queue(stores, momentAt(TODAY, '08:30')));
    return { ms: performance.now() - begun, mails: Object.values(queued).reduce((sum, n) => sum + n, 0) };
  };
  const [first, again] = [await timed(), await timed()];
  await storage.close();
  const items = new Database(file, { readonly: true }).prepare('SELECT COUNT(*) AS n FROM outbox_item').get().n;
  const mb = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ first, again, items, mb }));
}

async function measure(compiled, rows, due, what) {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-sweep-'));
  const file = join(folder, 'luoshi.sqlite');
  try {
    await fill(compiled, file, rows, due, what === 'ladder');
    const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), 'run', compiled, file, what], {
      encoding: 'utf8',
    });
    const { first, again, items, mb } = JSON.parse(out.trim().split('\n').at(-1));
    const cells = [
      `${rows.toLocaleString('en').padStart(9)} open, ${due.toLocaleString('en').padStart(6)} due`,
      `${first.ms.toFixed(0).padStart(6)} ms   ${first.mails.toLocaleString('en').padStart(5)} mails of ${items.toLocaleString('en').padStart(6)} lines`,
      `again ${again.ms.toFixed(0).padStart(4)} ms, ${again.mails} mails   ${mb.toFixed(0).padStart(3)} MB`,
    ];
    console.log(cells.join('   '));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [command, ...given] = process.argv.slice(2);
if (command === 'run') await run(...given);
else {
  const compiled = await compile();
  try {
    console.log(
      `node ${process.version}, ${cpus().length} cores (${cpus()[0].model}), SQLite; each sweep in a process of its own`,
    );
    console.log('one in a hundred owes a reminder and a report:');
    for (const rows of SIZES) await measure(compiled, rows, rows / 100, 'notices');
    console.log('the same number owes them:');
    for (const rows of SIZES) await measure(compiled, rows, 100, 'notices');
    console.log('the ladder: one in a hundred is two working days late, nothing else is:');
    for (const rows of SIZES) await measure(compiled, rows, rows / 100, 'ladder');
    console.log('the same number is late:');
    for (const rows of SIZES) await measure(compiled, rows, 100, 'ladder');
  } finally {
    rmSync(compiled, { recursive: true, force: true });
  }
}
