import { type Correction, DUTY_WORDS, type Effects, type ItemChange } from '../domain/corrections.js';
import { longDay, shortDay } from '../domain/day.js';
import { phaseName } from '../domain/phases.js';
import { type EventWords } from '../domain/plan.js';
import { CORRECTED } from '../domain/recheck.js';
import { type Stores } from '../storage/stores/all.js';
import { type CorrectionRequest, type WorkedOut } from './correct-plan.js';
import { type Made } from './correction-changes.js';
import { type Occasion } from './history.js';
import { tellUnit } from './tell-unit.js';

/** Items named in a mail; a mail stays one screen or two. */
const MOST_NAMED = 30;

const WHY = '方案的内容作了更正，告知有关单位。';

/** Tells every unit of a correction that its preview named: what is theirs from now on, and what no longer is. */
export async function tellCorrection(
  stores: Stores,
  request: CorrectionRequest,
  worked: WorkedOut & { made: Made },
  occasion: Occasion,
): Promise<void> {
  const { planId, version, correction, reason } = request;
  for (const unitId of worked.effects.told) {
    const said = await wordsFor(stores, correction, worked, unitId, occasion);
    const words = { ...said, paragraphs: [...said.paragraphs, `更正理由：${reason}`], why: WHY };
    const items = [...itemsOf(worked.effects, unitId), ...ownOf(worked.made, unitId)].map(({ id, dueOn }) => ({
      ...{ assignmentId: id, dueOn, rule: `corrected:${version}` },
    }));
    // What a correction just before told of work that is no longer the unit's is no news any more.
    const lost = worked.effects.items.filter(({ item, kind }) => item.unitId === unitId && LOST.includes(kind));
    if (lost.length > 0)
      await stores.merging.giveUpAbout(
        unitId,
        `${CORRECTED}${planId}:`,
        lost.map(({ item }) => item.id),
      );
    const key = `${CORRECTED}${planId}:${version}:${unitId}`;
    await tellUnit(stores, { kind: 'notice', key, unitId, planId, words, items, leavesAt: request.tellAt }, occasion);
  }
}

/** Changes by which a unit has an item no more. */
const LOST: readonly ItemChange['kind'][] = ['ended', 'dropped', 'waived', 'moved'];

/** Changes that ask nothing of a unit. */
const UNASKED: readonly ItemChange['kind'][] = ['waived', 'ended', 'dropped', 'opens', 'phase'];

const ownOf = (made: Made, unitId: number) => made.filter((one) => one.unitId === unitId);

/** What a unit has to do after the correction, of what it changes. */
function itemsOf({ items }: Effects, unitId: number): { id: number; dueOn: string }[] {
  return items
    .filter((change) => !UNASKED.includes(change.kind) && (change.patch.unitId ?? change.item.unitId) === unitId)
    .map(({ item, patch }) => ({ id: item.id, dueOn: patch.dueOn ?? item.dueOn }));
}

type Told = Pick<EventWords, 'news' | 'ask' | 'paragraphs' | 'opens'>;

async function wordsFor(
  stores: Stores,
  correction: Correction,
  worked: WorkedOut & { made: Made },
  unitId: number,
  occasion: Occasion,
): Promise<Told> {
  const { effects, before, after } = worked;
  if (correction.kind === 'duty-new') return givenWords(correction, worked);
  if (correction.kind === 'duty-end') return endedWords(stores, worked, occasion);
  if (correction.kind === 'phase-new') return addedWords(worked, unitId);
  if (correction.kind === 'phase-end') return droppedWords(stores, worked, unitId, occasion);
  if (correction.kind === 'phase-due' || correction.kind === 'measure-due' || correction.kind === 'item-due') {
    const count = effects.items.filter(({ item, kind }) => item.unitId === unitId && kind === 'due').length;
    const whose = await datedThing(stores, correction, effects);
    return {
      news: `${count}项工作到期日更正`,
      ask: `方案作了更正，${whose}的到期日由${before}改为${after}（含当日），你单位有${count}项工作，请按更正后的日期办理。`,
      paragraphs: [],
    };
  }
  const measure = correction.kind === 'duty' ? await stores.plans.measure(correction.measureId) : null;
  const duty = measure ? `“${measure.number}${measure.title}”的职责` : '方案中的职责';
  const isMerge = correction.kind === 'merge';
  const merged = `经核对，“${before}”与“${after}”是同一单位，现合并为“${after}”`;
  const goes = effects.duties.some((change) => 'toUnitId' in change && change.toUnitId === unitId);
  if (!goes) {
    const lost = effects.items.filter(({ item }) => item.unitId === unitId).map(({ item }) => item.id);
    const given = lost.length > 0 ? `${lost.length}项工作已改由` : `${duty}改由`;
    return {
      news: isMerge ? `已并入${after}` : '职责更正，你单位不再办理',
      ask: isMerge
        ? `${merged}，今后的通知发给“${after}”，不再以“${before}”的名义办理。`
        : `方案作了更正，${given}${after}承担，你单位不再办理。`,
      paragraphs: await namesOf(stores, lost, occasion),
      opens: 'home',
    };
  }
  const moved = effects.items.filter(({ kind }) => kind === 'moved').length;
  const shared = effects.duties.some(({ kind }) => kind === 'absorbed');
  const kept = shared ? '你单位原已承担的工作不变，不重复办理，请继续按期办理。' : '';
  if (moved > 0)
    return {
      news: `${moved}项工作改由你单位承担`,
      ask: `${isMerge ? `${merged}，` : '方案作了更正，'}${moved}项工作由${before}改由你单位承担，请签收后按期办理。`,
      paragraphs: kept ? [kept] : [],
    };
  return {
    news: isMerge ? `${before}已并入你单位` : '职责更正，由你单位承担',
    ask: isMerge
      ? `${merged}，${duty}今后由你单位承担。`
      : `方案作了更正，${duty}今后由你单位承担，${before}不再承担。`,
    paragraphs: kept ? [kept] : [],
    opens: 'home',
  };
}

/** What gets another day: '第一阶段“安排部署”', '“（二）查缉毒品”'. */
async function datedThing(
  stores: Stores,
  correction: Extract<Correction, { kind: `${string}-due` }>,
  { phases }: Effects,
): Promise<string> {
  switch (correction.kind) {
    case 'phase-due': {
      const found = phases.find(({ phase }) => phase.id === correction.phaseId);
      return found ? `${phaseName(found.phase.position)}“${found.phase.title}”` : '所在阶段';
    }
    case 'measure-due': {
      const measure = await stores.plans.measure(correction.measureId);
      return `“${measure?.number ?? ''}${measure?.title ?? ''}”`;
    }
    case 'item-due': {
      const [item] = await stores.assignments.byIds([correction.assignmentId]);
      return item ? `“${item.measureNumber}${item.measureTitle}”${phaseName(item.phasePosition)}` : '这项工作';
    }
  }
}

/** To a unit that got a duty, or another role in one. */
function givenWords(
  { role }: Extract<Correction, { kind: 'duty-new' }>,
  { effects, about, made }: WorkedOut & { made: Made },
): Told {
  const measure = `“${about?.measure ?? ''}”`;
  const open = effects.items.length + made.length;
  const opens = open > 0 ? {} : ({ opens: 'home' } as const);
  if (!effects.given)
    return {
      news: `职责更正为${DUTY_WORDS[role]}`,
      ask: `方案作了更正，你单位在${measure}中改为${DUTY_WORDS[role]}，请按更正后的职责办理。`,
      paragraphs: [],
      ...opens,
    };
  const added = open > 0 ? `新增${open}项工作，请签收后按期办理。` : '各阶段期限已过，没有新增工作。';
  return {
    news: open > 0 ? `新增${open}项工作由你单位承担` : `增列为${DUTY_WORDS[role]}`,
    ask: `方案作了更正，${measure}增列你单位为${DUTY_WORDS[role]}，${added}`,
    paragraphs: [],
    ...opens,
  };
}

/** To a unit that lost a duty. */
async function endedWords(stores: Stores, { effects, about }: WorkedOut, occasion: Occasion): Promise<Told> {
  const lost = effects.items.map(({ item }) => item.id);
  const items = lost.length > 0 ? `${lost.length}项未办结的工作不再办理，也不再提醒和催办；` : '';
  return {
    news: '职责取消，你单位不再承担',
    ask: `方案作了更正，你单位不再承担“${about?.measure ?? ''}”的职责，${items}已报送、已办结的照旧保留。`,
    paragraphs: await namesOf(stores, lost, occasion),
    opens: 'home',
  };
}

/** To a unit that is asked for its duties in one phase more. */
function addedWords({ effects, made }: WorkedOut & { made: Made }, unitId: number): Told {
  const { title = '', startsOn = '', dueOn = '' } = effects.newPhase ?? {};
  const count = ownOf(made, unitId).length;
  return {
    news: `增加阶段，新增${count}项工作`,
    ask: `方案作了更正，增加阶段“${title}”（${longDay(startsOn)}—${longDay(dueOn)}，含当日），你单位新增${count}项工作，请签收后按期办理。`,
    paragraphs: [],
  };
}

/** To a unit that has nothing more to do in a phase. */
async function droppedWords(stores: Stores, { effects }: WorkedOut, unitId: number, occasion: Occasion): Promise<Told> {
  const lost = effects.items.filter(({ item, kind }) => kind === 'dropped' && item.unitId === unitId);
  const { title = '' } = effects.droppedPhase ?? {};
  return {
    news: `阶段取消，${lost.length}项工作不再办理`,
    ask: `方案作了更正，取消阶段“${title}”，你单位${lost.length}项未办结的工作不再办理，也不再提醒和催办；已报送、已办结的照旧保留。`,
    paragraphs: await namesOf(
      stores,
      lost.map(({ item }) => item.id),
      occasion,
    ),
    opens: 'home',
  };
}

/** What a unit gave up, in plain words: its items are no longer its own to open. */
async function namesOf(stores: Stores, ids: readonly number[], { today }: Occasion): Promise<string[]> {
  const named = await stores.assignments.byIds(ids);
  const lines = named
    .slice(0, MOST_NAMED)
    .map(
      ({ measureNumber, measureTitle, phasePosition, phaseTitle, dueOn }) =>
        `${measureNumber}${measureTitle} · ${phaseName(phasePosition)} ${phaseTitle} · 期限${shortDay(dueOn, today)}`,
    );
  return named.length > MOST_NAMED ? [...lines, `另有${named.length - MOST_NAMED}项，不一一列出。`] : lines;
}
