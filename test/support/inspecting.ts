import { type Occasion } from '../../src/acts/history.js';
import { concludeItem, type ConclusionRequest, openInspection } from '../../src/acts/inspect.js';
import { evidenceOwner, recheck, submitRectification } from '../../src/acts/rectify.js';
import { type RuleBroken } from '../../src/domain/errors.js';
import { CLOSE_TESTS, type CloseTest } from '../../src/domain/inspections.js';
import { type Person } from '../../src/domain/permissions.js';
import { type Storage, type Stores } from '../../src/storage/doors.js';
import { type SmallWorld, smallWorld } from './databases.js';

export const FIVE = Object.keys(CLOSE_TESTS) as CloseTest[];
export const DAY = '2020-10-09';
export const on = (today: string, actor = '领导小组办公室'): Occasion => ({
  at: `${today}T02:00:00.000Z`,
  today,
  actor,
});

interface People {
  inspector: Person;
  sameAgain: Person;
  rechecker: Person;
}

/** A world in which every item is completed, with an inspector of two accounts and one who rechecks. */
export async function startInspecting(storage: Storage): Promise<{ world: SmallWorld; people: People }> {
  const world = await smallWorld(storage);
  const people = await storage.write(async (stores) => {
    for (const { id } of world.assignments)
      await stores.assignments.change(id, 1, { stage: 'accepted', completedOn: '2020-06-20' });
    const [contactId = 0] = await stores.people.insertContacts([{ name: '王雷', mail: null, phone: null, version: 1 }]);
    return {
      inspector: await account(stores, 'one', '办公室甲', contactId),
      sameAgain: await account(stores, 'two', '办公室乙', contactId),
      rechecker: await account(stores, 'three', '办公室周红', null),
    };
  });
  return { world, people };
}

async function account(stores: Stores, login: string, name: string, contactId: number | null): Promise<Person> {
  const accountId = await stores.accounts.insert({
    ...{ login, name, role: 'office', unitId: null, contactId, passwordHash: null, passwordSetOn: null, failures: 0 },
    ...{ lockedUntil: null, totpSecret: null, totpStep: null, disabledAt: null, version: 1 },
  });
  return { role: 'office', name, unitId: null, accountId, contactId, items: null };
}

export const liaisonOf = (unitId: number): Person => ({
  ...{ role: 'liaison', name: '联络员', unitId, accountId: null, contactId: null, items: null },
});

export const batch = {
  title: '第三阶段检查验收',
  heldOn: DAY,
  method: '查阅',
  leaderName: '钱局长',
  members: '李新、赵敏',
};

/** Opens a batch of everything and returns its items' ids by assignment. */
export async function inspected(storage: Storage, world: SmallWorld): Promise<Map<number, number>> {
  return storage.write(async (stores) => {
    const id = await openInspection(stores, { ...batch, planId: world.plan.id, selection: 'all' }, on(DAY));
    const items = await stores.inspections.items(id, 100, 0);
    return new Map(items.map((item) => [item.assignmentId, item.id]));
  });
}

export const findings = (dueOn: string, count = 1) =>
  Array.from({ length: count }, (_, i) => ({
    ...{ fact: `问题${i + 1}`, standard: '方案第四条', requirement: '补齐档案', dueOn },
  }));

/** Concludes an item as up to standard, unless `more` says otherwise. */
export function conclude(storage: Storage, itemId: number, person: Person, more: Partial<ConclusionRequest> = {}) {
  const words = { fact: '档案齐全', standard: '方案第四条', evidence: '台账第3页', unitOpinion: '无意见' };
  const request = { itemId, version: 1, conclusion: 'compliant' as const, ...words, tests: FIVE, findings: [], person };
  return storage.write((stores) => concludeItem(stores, { ...request, ...more }, on(DAY, person.name)));
}

/** Concludes an item as not up to standard. */
export const failItem = (storage: Storage, itemId: number, person: Person, dueOn = '2020-10-30', count = 1) =>
  conclude(storage, itemId, person, {
    ...{ conclusion: 'non-compliant', fact: '缺12户', tests: [], findings: findings(dueOn, count) },
  });

/** An item’s stage, the day it is to be put right by, and the day it was completed. */
export const stageOf = (storage: Storage, id: number) =>
  storage.read(async (stores) => {
    const { stage, rectifyBy, completedOn } = (await stores.assignments.byId(id))!;
    return [stage, rectifyBy, completedOn] as const;
  });
export const findingsOf = (storage: Storage, id: number) =>
  storage.read((stores) => stores.rectifications.ofAssignment(id));
/** The acts on an item after the plan was started. */
export const historyOf = (storage: Storage, world: SmallWorld, id: number) =>
  storage.read(async (stores) =>
    (await stores.history.ofAssignment({ id, planId: world.plan.id }))
      .map(({ act }) => act)
      .filter((a) => a !== 'activate'),
  );
/** The code of the rule that an act breaks, or done. */
export const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: RuleBroken) => error.code,
  );

/** A unit reports with evidence that a finding is put right. */
export async function submitRound(storage: Storage, id: number, unitId: number, today: string): Promise<void> {
  await storage.write(async (stores) => {
    const { planId, version } = (await stores.rectifications.byId(id))!;
    await stores.attachments.insert({
      ...{
        planId,
        unitId,
        owner: evidenceOwner({ id, planId, unitId }),
        name: '整改照片.jpg',
        type: 'image/jpeg',
        bytes: 9,
      },
      ...{ sha256: 'a'.repeat(64), storedAs: `file-${id}-${today}`, addedAt: `${today}T01:00:00Z`, addedBy: '联络员' },
    });
    const said = { measures: '逐户补建档案', result: '12户已补齐', lessons: '每月自查' };
    await submitRectification(
      stores,
      { rectificationId: id, version, person: liaisonOf(unitId), ...said },
      on(today, '联络员'),
    );
  });
}

interface Check {
  outcome?: 'pass' | 'fail';
  reason?: string;
  tests?: CloseTest[];
  dueOn?: string | null;
}
/** Rechecks a finding, by default as passed, and says what became of it. */
export async function recheckOn(
  storage: Storage,
  id: number,
  person: Person,
  today: string,
  more: Check = {},
): Promise<string> {
  const { version } = (await storage.read((stores) => stores.rectifications.byId(id)))!;
  const request = {
    rectificationId: id,
    version,
    outcome: 'pass' as const,
    reason: '',
    tests: [],
    dueOn: null,
    person,
  };
  return codeOf(storage.write((stores) => recheck(stores, { ...request, ...more }, on(today, person.name))));
}
