import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Assignment,
  type Measure,
  type OutboxMail,
  type Phase,
  type Plan,
  type Unit,
} from '../../src/domain/plan.js';
import { openStorage, type Place } from '../../src/storage/database.js';
import { type Storage, type StorageOptions, type Stores } from '../../src/storage/doors.js';
import { databaseOfWorker, dropAll, lent, returnTo, runSql, type Start } from './postgres.js';

/** Opens the running test's database; a second call opens the same one again. */
export type OpenStorage = (options?: StorageOptions) => Promise<Storage>;

/** Where the running test's database is. */
export type PlaceOfTest = () => Place;

const postgresServer = await findPostgres();

/**
 * Runs a suite on SQLite and on PostgreSQL. Every test starts on an empty database, and what it opened is closed after
 * it; only where `bare` is set not even the tables are there. Without a PostgreSQL server that half is skipped aloud, or failed where REQUIRE_POSTGRES=1.
 */
export function describeOnEachDatabase(
  name: string,
  suite: (open: OpenStorage, place: PlaceOfTest) => void,
  { bare = false }: { bare?: boolean } = {},
): void {
  describeOnSqlite(name, (open, file) => suite(open, () => ({ sqliteFile: file() })));
  if (postgresServer) onPostgres(name, postgresServer, suite, bare);
  else withoutPostgres(name, suite);
}

/** Runs a suite about what only SQLite has; `file` is the running test's own. */
export function describeOnSqlite(name: string, suite: (open: OpenStorage, file: () => string) => void): void {
  describe(`${name} (SQLite)`, () => {
    let folder: string;
    const file = () => join(folder, 'luoshi.db');
    const open = opener(() => ({ sqliteFile: file() }));
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'luoshi-test-'));
    });
    suite(open, file);
    afterEach(async () => {
      await open.closeAll();
      await rm(folder, { recursive: true, force: true });
    });
  });
}

function onPostgres(
  name: string,
  server: string,
  suite: (open: OpenStorage, place: PlaceOfTest) => void,
  bare: boolean,
): void {
  describe(`${name} (PostgreSQL)`, () => {
    const database = databaseOfWorker();
    const postgresUrl = inDatabase(server, database);
    const place = () => ({ postgresUrl });
    const open = opener(place);
    let start: Start;
    beforeAll(async () => {
      start = await lent(server, database, postgresUrl);
    });
    beforeEach(() => (bare ? dropAll(postgresUrl) : returnTo(start, postgresUrl)));
    suite(open, place);
    afterEach(() => open.closeAll());
  });
}

/** Lends a PostgreSQL database for one piece of work; false where no server is found. */
export async function onePostgres(work: (postgresUrl: string) => Promise<void>): Promise<boolean> {
  if (!postgresServer) return false;
  const database = `luoshi_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await runSql(postgresServer, `CREATE DATABASE ${database}`);
  try {
    await work(inDatabase(postgresServer, database));
  } finally {
    await runSql(postgresServer, `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  }
  return true;
}

function withoutPostgres(name: string, suite: (open: OpenStorage, place: PlaceOfTest) => void): void {
  if (process.env['REQUIRE_POSTGRES'] === '1') {
    test(`${name} (PostgreSQL)`, () => {
      throw new Error('REQUIRE_POSTGRES=1, and no PostgreSQL server was found');
    });
    return;
  }
  process.stderr.write(`PostgreSQL tests NOT run: no server found (${name})\n`);
  const never = () => {
    throw new Error('skipped');
  };
  describe.skip(`${name} (PostgreSQL)`, () => suite(never, never));
}

function opener(place: PlaceOfTest): OpenStorage & { closeAll: () => Promise<void> } {
  let opened: Storage[] = [];
  const open = async (options?: StorageOptions) => {
    const storage = await openStorage(place(), options);
    opened.push(storage);
    return storage;
  };
  const closeAll = async () => {
    await Promise.all(opened.map((storage) => storage.close()));
    opened = [];
  };
  return Object.assign(open, { closeAll });
}

async function findPostgres(): Promise<string | undefined> {
  const candidates = [
    process.env['TEST_POSTGRES_URL'],
    'postgres://postgres@127.0.0.1:5432/postgres',
    'postgres://postgres@/postgres?host=/var/run/postgresql',
    `postgres://${process.env['USER'] ?? 'root'}@/postgres?host=/var/run/postgresql`,
  ];
  for (const candidate of candidates) {
    if (candidate && (await answers(candidate))) return candidate;
  }
  return undefined;
}

async function answers(connectionString: string): Promise<boolean> {
  try {
    const rows = await runSql(connectionString, 'SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user');
    return (rows[0] as { rolcreatedb: boolean } | undefined)?.rolcreatedb === true;
  } catch {
    return false;
  }
}

function inDatabase(server: string, database: string): string {
  // Not URL: an address of a socket has no host, which URL refuses.
  return server.replace(/^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?/, `$1/${database}`);
}

/** A running plan with two measures, two phases and three units: every unit owes something of every measure. */
export interface SmallWorld {
  plan: Plan;
  measures: Measure[];
  phases: Phase[];
  units: Unit[];
  /** By phase, then measure, then unit; the first unit leads. */
  assignments: Assignment[];
}

/** Writes the small world in one transaction. */
export async function smallWorld(storage: Storage): Promise<SmallWorld> {
  const planId = await storage.write(async (stores) => {
    const text = '关于印发方案的通知';
    const doc = { docNumber: null, issuer: null, issuedOn: '2020-05-12', activatedAt: null };
    const id = await stores.plans.insert({ title: text, ...doc, text, state: 'draft', rules: '{}', version: 1 });
    await stores.plans.activate(id, 1, '2020-05-12T01:00:00.000Z');
    await fill(stores, id);
    return id;
  });
  return storage.read(async (stores) => ({
    plan: (await stores.plans.byId(planId))!,
    measures: await stores.plans.measures(planId),
    phases: await stores.plans.phases(planId),
    units: await stores.plans.planUnits(planId),
    assignments: (await stores.assignments.page({ planId, limit: 100, offset: 0 })).items.sort((a, b) => a.id - b.id),
  }));
}

async function fill({ plans, assignments }: Stores, planId: number): Promise<void> {
  const source = { sourceStart: 0, sourceEnd: 4 };
  const ofPlan = (title: string, index: number) => ({
    ...{ planId, position: index + 1, number: `${index + 1}`, title, text: title },
    ...source,
  });
  const measureIds = await plans.insertMeasures(
    ['宣传发动', '集中整治'].map((title, index) => ({ ...ofPlan(title, index), dueOn: null })),
  );
  const days = [
    { startsOn: '2020-05-12', dueOn: '2020-06-30' },
    { startsOn: '2020-07-01', dueOn: '2020-09-30' },
  ];
  const phases = ['第一阶段', '第二阶段'].map((title, index) => ({
    ...ofPlan(title, index),
    ...{ ...days[index]!, outcomes: '' },
  }));
  const phaseIds = await plans.insertPhases(phases);
  const unitIds: number[] = [];
  for (const name of ['县委宣传部', '县公安局', '县教育局']) {
    unitIds.push(await plans.insertUnit({ name, mail: name === '县教育局' ? null : 'liaison@example.com' }));
  }
  const roleOf = (index: number) => (index === 0 ? ('lead' as const) : ('responsible' as const));
  await plans.insertDuties(
    measureIds.flatMap((measureId) =>
      unitIds.map((unitId, index) => ({
        ...{ planId, measureId, unitId, role: roleOf(index), isPrimary: index === 0, position: index + 1 },
        ...source,
      })),
    ),
  );
  const rows = phases.flatMap(({ startsOn, dueOn }, phase) =>
    measureIds.flatMap((measureId) =>
      unitIds.map((unitId, index) => ({
        ...{ planId, measureId, phaseId: phaseIds[phase]!, unitId, role: roleOf(index), opensOn: startsOn, dueOn },
        ...{ originalDueOn: dueOn, stage: 'assigned' as const, assignedOn: '2020-05-12' },
        ...{ completedOn: null, rectifyBy: null, reportedFor: null, returnedOn: null, version: 1 },
      })),
    ),
  );
  await assignments.insertMany(rows);
}

/** A pending mail to a unit under a key, due since the morning of 24 June 2020. */
export function pendingMail(key: string, unitId: number, more: Partial<OutboxMail> = {}): Omit<OutboxMail, 'id'> {
  const at = '2020-06-24T00:30:00.000Z';
  return {
    ...{
      key,
      kind: 'reminder',
      day: '2020-06-24',
      planId: null,
      unitId,
      toName: '县公安局',
      toAddress: 'a@example.com',
    },
    ...{ state: 'pending', queuedAt: at, nextAt: at, claimedBy: null, claimedUntil: null, attempts: 0 },
    ...{
      ...{ postId: null, number: null, doubts: 0, lastCode: null, reply: null, begunAt: null },
      lastError: null,
      messageId: `<${key}@luoshi.test>`,
      subject: null,
      textBody: null,
      htmlBody: null,
      sentAt: null,
      words: null,
    },
    ...more,
  };
}
