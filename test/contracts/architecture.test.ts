import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ONE_ROOM, ROOMS } from './rooms.js';

const SRC = join(import.meta.dirname, '../../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));

/** 'plans/plan.views.ts' stands in 'plans', 'clock.ts' in 'clock'; the two entrances to cli/ are one room. */
const roomOf = (file: string) => file.replace(/\/.*$/, '').replace(/\.(ts|js)$/, '');

/** An import, also of a type, also by `require` where a library is read as data. */
const IMPORT =
  /^(?:import|export|\}).*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)|\burl\)\('([^']+)'\)/gm;

/** Every import of every file: `from` is a room or, where `bare`, a package ('node:fs' as 'node:*'). */
const imports = files.flatMap(({ file, text }) =>
  [...text.matchAll(IMPORT)].map((found) => {
    const name = found.slice(1).find((group) => group !== undefined) ?? '';
    const path = name.startsWith('.') ? join(file, '..', name) : name;
    const bare = !name.startsWith('.') || path.startsWith('..');
    const [first = '', second = ''] = path.split('/');
    const library = name.startsWith('node:') ? 'node:*' : /^(@|\.\.)/.test(first) ? `${first}/${second}` : first;
    return { file, room: roomOf(file), line: `${file} imports ${name}`, bare, from: bare ? library : roomOf(path) };
  }),
);
const lines = (found: readonly { line: string }[]) => found.map(({ line }) => line);

test('Every top-level folder and file of src/ has its line in the table of rooms', () => {
  expect([...new Set(files.map(({ file }) => roomOf(file)))].sort()).toEqual(Object.keys(ROOMS).sort());
  expect(imports.length).toBeGreaterThan(300);
});

test('A room imports only the rooms that the table allows it', () => {
  const allowed = ({ room, from }: (typeof imports)[number]) =>
    from === room || ROOMS[room]?.rooms.some((other) => other === from || other === '*');
  expect(lines(imports.filter((one) => !one.bare && !allowed(one)))).toEqual([]);
});

test('A room uses only its own libraries; the domain uses none, not even of Node', () => {
  expect(lines(imports.filter(({ bare, from, room }) => bare && !ROOMS[room]?.libraries.includes(from)))).toEqual([]);
});

test.each(Object.entries(ONE_ROOM))('%s is known in %j alone', (library, rooms) => {
  const users = [...new Set(imports.filter(({ from, bare }) => bare && from === library).map(({ room }) => room))];
  expect(users.filter((room) => !rooms.includes(room))).toEqual([]);
});

test('In a feature only its controllers know zod; the JSON interface is made of schemas', () => {
  const zod = imports.filter(
    ({ from, file, room }) =>
      from === 'zod' && !['web', 'settings', 'api', 'carriers'].includes(room) && !file.endsWith('.controller.ts'),
  );
  expect(lines(zod)).toEqual([]);
});

test('No two rooms import each other, however long the way round', () => {
  const edges = new Map<string, Set<string>>();
  for (const { room, from, bare } of imports)
    if (!bare && room !== from) edges.set(room, (edges.get(room) ?? new Set()).add(from));
  const reaches = (from: string, to: string, seen: string[] = []): string[] | null => {
    for (const next of edges.get(from) ?? []) {
      if (next === to) return [...seen, from, to];
      const way = seen.includes(next) || next === from ? null : reaches(next, to, [...seen, from]);
      if (way) return way;
    }
    return null;
  };
  expect([...edges.keys()].flatMap((room) => reaches(room, room)?.join(' → ') ?? [])).toEqual([]);
});

describe.each([
  ['is longer than 250 lines', (text: string) => text.split('\n').length > 251],
  ['has a default export', (text: string) => /^export default/m.test(text)],
  ['exports everything of another', (text: string) => /^export \*/m.test(text)],
  [
    'reads the time elsewhere than in clock.ts',
    (text: string, file: string) => file !== 'clock.ts' && /\bnew Date\(|\bDate\.now\b/.test(text),
  ],
] as const)('No file of src/', (name, isFault) => {
  test(name, () => {
    expect(files.filter(({ text, file }) => isFault(text, file)).map(({ file }) => file)).toEqual([]);
  });
});
