import { CLOSE_TESTS } from '../../src/domain/inspections.js';
import { type Assignment } from '../../src/domain/plan.js';
import { wordsOf } from './pages.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from './program.js';

export const DAY = '2020-05-12';
export const LATER = '2020-12-20';
export const FIVE = Object.keys(CLOSE_TESTS);

/** What a browser posts: a list of values ticks several boxes. */
export function post(visit: Visitor, path: string, fields: Record<string, string | string[]>): Promise<Response> {
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return visit(path, { method: 'POST', body: new URLSearchParams(pairs) });
}
export const where = ({ status, headers }: Response) => `${status} ${headers.get('location') ?? ''}`.trim();
export const look = async (visit: Visitor, path: string) => wordsOf(await (await visit(path)).text());

export const SHEET = { version: '1', fact: '抽查12户', standard: '方案第四条', evidence: '台账第3页', unitOpinion: '' };
export const finding = (nth: number, dueOn: string) => ({
  ...{ [`fact-${nth}`]: `第${nth}个问题`, [`standard-${nth}`]: '一户一档', [`requirement-${nth}`]: '补齐' },
  [`dueOn-${nth}`]: dueOn,
});
export const FAILED = { ...SHEET, conclusion: 'non-compliant' };
export const WHOLE = { measures: '逐户补建', result: '12户已齐', lessons: '每月自查' };
export const BATCH = {
  title: '第三阶段检查验收',
  heldOn: DAY,
  method: '查阅',
  leaderName: '钱局长',
  members: '李新、赵敏',
};

interface World {
  server: TestServer;
  office: Visitor;
  second: Visitor;
  leader: Visitor;
  own: Visitor;
  other: Visitor;
  items: Assignment[];
}

/** Unit 1 has completed five of its items; the clock stands on the plan’s first day. */
export async function openInspections(): Promise<World> {
  const server = await startTestServer(await openTestProgram({ played: false }));
  const { storage } = server.program;
  const names = await storage.read((stores) => stores.plans.planUnits(1));
  const office = await server.signIn('office');
  const second = await server.signIn('office-2');
  const leader = await server.signIn('leader');
  const own = await server.signIn(`liaison:${names.find(({ id }) => id === 1)?.name}`);
  const other = await server.signIn(`liaison:${names.find(({ id }) => id === 2)?.name}`);
  const items = (await storage.read((stores) => stores.assignments.ofUnit(1))).slice(0, 5);
  await storage.write(async (stores) => {
    for (const { id } of items) await stores.assignments.change(id, 1, { stage: 'accepted', completedOn: DAY });
  });
  return { server, office, second, leader, own, other, items };
}
