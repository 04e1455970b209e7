// What every page costs the server, per role, over the demonstration: looked at again, and made anew after a commit.
//   npm run build && node bench/pages.mjs
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

const [WARM_UP, REQUESTS, ANEW, BAR] = [40, 200, 60, 2.0];
const PORT = 4312;
const dir = mkdtempSync(join(tmpdir(), 'luoshi-bench-'));
const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** What somebody who sees the whole plan looks at; after a '>' the address of the first link like it on that page. */
const OF_THE_WHOLE = [
  ...['/', '/plans', '/plans/1', '/plans/1/units', '/plans/1/units/1', '/plans/1/assignments'],
  ...['/plans/1/assignments?standing=overdue', '/assignments/1', '/assignments/1/extensions', '/plans/1/measures/1'],
  ...['/outbox', '/outbox?kind=chase', '/outbox/1', '/outbox/1/html', '/schedule', '/plans/1/people'],
  ...['/units/1/people', '/tenures/1/sheet', '/plans/1/extensions', '/plans/1/extensions > /extensions/N'],
  ...['/plans/1/briefing', '/plans/1/instructions', '/plans/1/instructions > /instructions/N', '/plans/1/reviews'],
  ...['/plans/1/reviews > /reports/N/review', '/plans/1/chases', '/plans/1/units/1/report', '/plans/1/indicators'],
  ...['/plans/1/inspections', '/plans/1/inspections > /inspections/N', '/plans/1/rectifications'],
  ...['/plans/1/rectifications > /rectifications/N', '/rectifications/1/notice', '/inspection-items/1'],
  ...['/submissions/1', '/plans/1/closings', '/account'],
];
const OF_PEOPLE = ['/posts/1/handover', '/posts/1/contact', '/posts/2/units', '/contacts/import?plan=1'];
const OF_A_UNIT = [
  ...['/plans/1', '/plans/1/units/1', '/plans/1/units/1/report', '/assignments/1', '/assignments/1/extensions'],
  ...['/plans/1/measures/1', '/units/1/people', '/plans/1/instructions', '/plans/1/rectifications'],
  ...['/attachments?planId=1&unitId=1&form=report', '/account'],
];
const PAGES = {
  nobody: ['/sign-in'],
  office: [...OF_THE_WHOLE, ...OF_PEOPLE, '/plans/1/desk', '/plans/1/corrections', '/history'],
  leader: OF_THE_WHOLE,
  auditor: ['/', '/plans/1/assignments', '/history'],
  admin: ['/accounts', '/accounts/new', '/accounts/1', '/account', ...OF_PEOPLE],
};

/** User and system time of a process in milliseconds. */
function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
function get(path, cookie) {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port: PORT, path, agent, headers: { cookie } }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(parts) }));
    });
    request.on('error', reject);
  });
}

async function signIn(as) {
  if (as === 'nobody') return '';
  const body = new URLSearchParams({ as });
  const answer = await fetch(`http://127.0.0.1:${PORT}/demo/sign-in`, { method: 'POST', body, redirect: 'manual' });
  return answer.headers.get('set-cookie').split(';')[0];
}

/** The address that an entry of the lists stands for; null where nothing on that page is like it. */
async function addressOf(entry, cookie) {
  const [list, like] = entry.split(' > ');
  if (!like) return list;
  const { body } = await get(list, cookie);
  return new RegExp(`href="(${like.replace('N', '\\d+')})["#?]`).exec(body.toString())?.[1] ?? null;
}

async function each(pid, times, ask) {
  const before = cpu(pid);
  for (let i = 0; i < times; i++) await ask();
  return (cpu(pid) - before) / times;
}

async function measure(role, path, cookie) {
  for (let i = 0; i < WARM_UP; i++) await get(path, cookie);
  const { status, body } = await get(path, cookie);
  const again = await each(luoshi.pid, REQUESTS, () => get(path, cookie));
  const askAnew = () => {
    turn.run();
    return get(path, cookie);
  };
  await each(luoshi.pid, WARM_UP, askAnew);
  const anew = await each(luoshi.pid, ANEW, askAnew);
  const over = again > BAR ? '  OVER' : '';
  const figures = `${again.toFixed(2).padStart(6)} ${anew.toFixed(2).padStart(8)} ${String(body.length).padStart(8)}`;
  console.log(`${role.padEnd(16)} ${path.padEnd(50)} ${figures}   ${status}${over}`);
  return { again, anew, status };
}

const luoshi = spawn(process.execPath, ['dist/main.js'], {
  env: { ...process.env, LUOSHI_DATA: dir, PORT: String(PORT) },
  stdio: ['ignore', 'pipe', 'inherit'],
});
await new Promise((resolve) => luoshi.stdout.once('data', resolve));
const database = new Database(join(dir, 'luoshi.sqlite'));
const turn = database.prepare('UPDATE "write_lock" SET "turn" = "turn" + 1');
try {
  await get('/sign-in', '');
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const unit = database.prepare('SELECT "name" FROM "unit" WHERE "id" = 1').get().name;
  console.log(`node ${process.version}, server CPU in ms/request, one request after another, compression off`);
  console.log(
    `again: ${REQUESTS} requests while nothing changes; anew: ${ANEW} requests, each after a commit; bytes\n`,
  );
  const found = [];
  for (const [role, pages] of Object.entries({ ...PAGES, [`liaison:${unit}`]: OF_A_UNIT })) {
    const cookie = await signIn(role);
    for (const entry of pages) {
      const path = await addressOf(entry, cookie);
      if (path) found.push(await measure(role, path, cookie));
      else console.log(`${role.padEnd(16)} ${entry.padEnd(50)} nothing like it in the demonstration`);
    }
  }
  const most = (name) => Math.max(...found.map((one) => one[name])).toFixed(2);
  const over = found.filter(({ again }) => again > BAR).length;
  const failed = found.filter(({ status }) => status !== 200).length;
  console.log(`\n${found.length} pages: ${over} over ${BAR.toFixed(1)} ms, ${failed} not answered with 200`);
  console.log(`most again ${most('again')} ms, most anew ${most('anew')} ms`);
} finally {
  database.close();
  luoshi.kill();
  rmSync(dir, { recursive: true, force: true });
}
