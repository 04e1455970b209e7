import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attachFile } from '../acts/attach.js';
import { concludeItem, type FindingRequest, openInspection } from '../acts/inspect.js';
import { evidenceOwner, object, submitRectification } from '../acts/rectify.js';
import { RuleBroken } from '../domain/errors.js';
import { CLOSE_TESTS, type CloseTest } from '../domain/inspections.js';
import { ROOT } from '../places.js';
import { type NamedRectification } from '../storage/stores/rectifications.js';
import { type Deed, occasionOf, partOf, personAs, type Scene } from './deeds.js';

/** 检查验收: the office looks at everything that is done so far. */
export const openBatch =
  (title: string, heldOn: string): Deed =>
  async (scene) => {
    const office = await personAs(scene.stores, 'office');
    const [plan] = await scene.stores.plans.heads();
    const group = { leaderName: '办公室副主任', members: '县民政局、县财政局工作人员', method: '查阅档案、入户抽查' };
    const request = { planId: plan?.id ?? 0, title, heldOn, ...group, selection: 'all' } as const;
    return openInspection(scene.stores, request, occasionOf(scene, office));
  };

/** What was found at a unit's part: nothing to put right closes it, findings have to be put right. */
export const inspect =
  (unitName: string, measure: number, fact: string, findings: readonly FindingRequest[] = []): Deed =>
  async (scene) => {
    const { stores } = scene;
    const person = await personAs(stores, 'office');
    const part = await partOf(scene, unitName, measure);
    const [item] = await stores.inspections.ofAssignment(part.id);
    if (!item) throw new RuleBroken('not-found', { thing: '检查事项' });
    const passes = findings.length === 0;
    const said = {
      fact,
      standard: '方案第五部分第一阶段：符合条件的全部纳入，精准识别、应纳尽纳',
      evidence: '档案、登记表和入户记录',
    };
    const tests = passes ? (Object.keys(CLOSE_TESTS) as CloseTest[]) : [];
    const request = { itemId: item.id, version: item.version, ...said, unitOpinion: '无异议', tests, findings, person };
    const conclusion = passes ? 'compliant' : 'non-compliant';
    await concludeItem(stores, { ...request, conclusion }, occasionOf(scene, person));
  };

async function findingOf(scene: Scene, unitName: string, measure: number): Promise<NamedRectification> {
  const [first] = await scene.stores.rectifications.ofAssignment((await partOf(scene, unitName, measure)).id);
  if (!first) throw new RuleBroken('not-found', { thing: '整改' });
  return first;
}

/** 报送整改情况 of a unit's first finding, with its evidence. */
export const rectify =
  (unitName: string, measure: number, words: { measures: string; result: string; lessons: string }): Deed =>
  async (scene) => {
    const person = await personAs(scene.stores, `liaison:${unitName}`);
    const { id, version, planId, unitId } = await findingOf(scene, unitName, measure);
    const owner = evidenceOwner({ id, planId, unitId });
    const file = await keepEvidence(scene.files, owner);
    const named = { name: '困难职工住房情况补充核查记录.png', type: 'image/png' };
    await attachFile(scene.stores, { planId, unitId, owner, ...named, ...file }, occasionOf(scene, person));
    return submitRectification(
      scene.stores,
      { rectificationId: id, version, person, ...words },
      occasionOf(scene, person),
    );
  };

/** Puts the sample of evidence where uploads stand; its name follows from its owner, so that a repetition writes the same file. */
async function keepEvidence(folder: string, owner: string) {
  const bytes = await readFile(join(ROOT, 'plans/demo-evidence.png'));
  const sum = (what: string | Buffer) => createHash('sha256').update(what).digest('hex');
  const storedAs = sum(`demonstration ${owner}`).slice(0, 40);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, storedAs), bytes, { mode: 0o600 });
  return { bytes: bytes.length, sha256: sum(bytes), storedAs };
}

/** 提出异议 to a unit's first finding. */
export const objectTo =
  (unitName: string, measure: number, text: string): Deed =>
  async (scene) => {
    const person = await personAs(scene.stores, `liaison:${unitName}`);
    const { id } = await findingOf(scene, unitName, measure);
    return object(scene.stores, { rectificationId: id, person, text }, occasionOf(scene, person));
  };
