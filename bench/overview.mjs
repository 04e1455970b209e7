// What one overview of 171 assignments costs the server, beside a bare page of the same rows, in one run on one machine.
//   npm run build && node bench/overview.mjs
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REQUESTS = 2000;
const dir = mkdtempSync(join(tmpdir(), 'luoshi-bench-'));
const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** User and system time of a process in milliseconds. */
function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks;
}

const residentMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

function start(args, env) {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) =>
    child.stdout.once('data', () => resolve({ child, readyMs: performance.now() - begun })),
  );
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
function get(port, cookie, encoding = 'identity') {
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'accept-encoding': encoding };
    const request = http.get({ host: '127.0.0.1', port, path: '/', agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => (bytes += chunk.length));
      response.on('end', () => resolve({ status: response.statusCode, bytes }));
    });
    request.on('error', reject);
  });
}

async function measure(name, port, pid, cookie = '') {
  for (let i = 0; i < 500; i++) await get(port, cookie);
  const took = [];
  const before = cpu(pid);
  let answer;
  for (let i = 0; i < REQUESTS; i++) {
    const begun = performance.now();
    answer = await get(port, cookie);
    took.push(performance.now() - begun);
  }
  const each = (cpu(pid) - before) / REQUESTS;
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.floor(REQUESTS * share)].toFixed(2);
  console.log(
    `${name.padEnd(28)} cpu ${each.toFixed(2)} ms/request   p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   ${answer.bytes} bytes   status ${answer.status}`,
  );
  return each;
}

const env = { LUOSHI_DATA: dir, PORT: '4310' };
const first = await start(['dist/main.js'], env);
first.child.kill('SIGTERM');
await new Promise((resolve) => first.child.once('exit', resolve));
const { child: luoshi, readyMs } = await start(['dist/main.js'], env);
const { child: bare } = await start(['bench/bare-page.mjs', join(dir, 'luoshi.sqlite'), '4311']);
try {
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const idle = residentMb(luoshi.pid);
  const signIn = await fetch('http://127.0.0.1:4310/demo/sign-in', {
    method: 'POST',
    body: new URLSearchParams({ as: 'office' }),
    redirect: 'manual',
  });
  const cookie = signIn.headers.get('set-cookie').split(';')[0];
  console.log(`node ${process.version}, ${REQUESTS} requests one after another, compression off`);
  const bareEach = await measure('bare page, 171 rows', 4311, bare.pid);
  const each = await measure('overview, 171 assignments', 4310, luoshi.pid, cookie);
  const again = await measure('bare page, again', 4311, bare.pid);
  console.log(`ratio ${(each / ((bareEach + again) / 2)).toFixed(2)}`);
  const page = await get(4310, cookie, 'gzip');
  const css = await fetch('http://127.0.0.1:4310/assets/luoshi.css', { headers: { 'accept-encoding': 'gzip' } });
  const cssBytes = Number(css.headers.get('content-length')) || (await css.arrayBuffer()).byteLength;
  console.log(`first load: page ${page.bytes} bytes gzipped, stylesheet ${cssBytes} bytes`);
  console.log(
    `ready after ${first.readyMs.toFixed(0)} ms on an empty directory, ${readyMs.toFixed(0)} ms afterwards; idle memory ${idle.toFixed(0)} MB`,
  );
} finally {
  luoshi.kill();
  bare.kill();
  rmSync(dir, { recursive: true, force: true });
}
