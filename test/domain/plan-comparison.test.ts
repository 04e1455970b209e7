import { readFileSync } from 'node:fs';
import { intakeDraftOf, type IntakeDraft } from '../../src/domain/intake.js';
import { readNames } from '../../src/domain/intake-names.js';
import { differencesFrom, type RunningPlan } from '../../src/domain/plan-comparison.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const BAISHA = readFileSync('plans/baisha-2020-10.txt', 'utf8');
const read = (text: string): IntakeDraft => intakeDraftOf(readPlanText(text));

/** The plan that a draft would be, with units and rows numbered from 1. */
function planOf(draft: IntakeDraft): { plan: RunningPlan; units: { id: number; name: string; aliases: string[] }[] } {
  const names = [...new Set(draft.measures.flatMap(({ duties }) => duties.map(({ unit }) => unit)))];
  const units = names.map((name, i) => ({ id: i + 1, name, aliases: [] }));
  const idOf = new Map(units.map(({ id, name }) => [name, id]));
  return {
    units,
    plan: {
      measures: draft.measures.map(({ number, title, deadline }, i) => ({ id: i + 1, number, title, dueOn: deadline })),
      phases: draft.phases.map(({ title, deadline }, i) => ({ id: i + 1, title, dueOn: deadline ?? '' })),
      duties: draft.measures.flatMap(({ duties }, i) =>
        duties.map(({ unit, role }) => ({ measureId: i + 1, unitId: idOf.get(unit) ?? 0, role })),
      ),
    },
  };
}

const { plan, units } = planOf(read(BAISHA));
const differences = (text: string) => {
  const draft = read(text);
  return differencesFrom(plan, draft, readNames(draft, units));
};
const unitId = (name: string) => units.find((unit) => unit.name === name)?.id;

describe('A document issued again, beside the plan that runs', () => {
  test('the same document says nothing otherwise', () => expect(differences(BAISHA)).toEqual([]));

  test('a phase that ends later is one difference', () => {
    expect(differences(BAISHA.replace('2020年8月31日前', '2020年9月15日前'))).toEqual([
      { kind: 'phase-due', phaseId: 2, title: '组织实施，落实举措', before: '2020-08-31', after: '2020-09-15' },
    ]);
  });

  test('a phase under another title is the same where it ends on the same day', () => {
    expect(differences(BAISHA.replace('组织实施，落实举措（', '开展攻坚（'))).toEqual([
      { kind: 'phase-title', phaseId: 2, before: '组织实施，落实举措', after: '开展攻坚' },
    ]);
  });

  test('a document that names no phases says nothing of those that were made of its measures’ days, nor of the day given to a measure without one', () => {
    const text = `某县禁毒工作方案\n2020年5月1日\n一、工作措施\n（一）宣传教育。（牵头单位：县司法局；责任单位：县教育局；完成时限：6月30日前）\n（二）排查登记。（牵头单位：县公安局；责任单位：县教育局）`;
    const made = planOf(read(text));
    const phased: RunningPlan = {
      ...made.plan,
      phases: [{ id: 1, title: '2020年6月到期的任务', dueOn: '2020-06-30' }],
      measures: made.plan.measures.map((measure) => ({ ...measure, dueOn: '2020-06-30' })),
    };
    const again = (other: string) => differencesFrom(phased, read(other), readNames(read(other), made.units));
    expect(again(text)).toEqual([]);
    expect(again(text.replace('6月30日前', '7月15日前'))).toEqual([
      { kind: 'measure-due', measureId: 1, title: '宣传教育', before: '2020-06-30', after: '2020-07-15' },
    ]);
  });

  test('a measure whose long sentence the office cut down to a title is the same where its number is', () => {
    const draft = read(BAISHA);
    const first = plan.measures[0]!;
    const cut: RunningPlan = {
      ...plan,
      measures: plan.measures.map((one) => (one === first ? { ...one, title: '推行开办一网通办' } : one)),
    };
    const title = '推行企业开办“一网通办、一窗通取”，将营业执照、公章刻制等环节压缩至半天。推行开办“一网通办”';
    const other = {
      ...draft,
      measures: draft.measures.map((one, i) => (i === 0 ? { ...one, title } : one)),
    };
    expect(differencesFrom(cut, other, readNames(other, units))).toEqual([
      { kind: 'measure-title', measureId: 1, before: '推行开办一网通办', after: title },
    ]);
  });

  test('phases are added and gone; one that is added need not have a day', () => {
    const draft = read(BAISHA);
    const fresh = { ...draft.phases[0]!, title: '复查验收', deadline: '2020-11-30', start: '2020-11-01' };
    const [, ...rest] = draft.phases;
    const other = { ...draft, phases: [...rest, fresh, { ...fresh, title: '总结', deadline: null, start: null }] };
    expect(differencesFrom(plan, other, readNames(other, units))).toEqual([
      { kind: 'phase-new', title: '复查验收', start: '2020-11-01', day: '2020-11-30' },
      { kind: 'phase-new', title: '总结', start: null, day: null },
      { kind: 'phase-gone', phaseId: 1, title: '安排部署，调查摸底' },
    ]);
  });

  test('the day of a measure’s own is compared, also where there was none', () => {
    const draft = read(BAISHA);
    const dated = {
      ...draft,
      measures: draft.measures.map((one, i) => (i === 2 ? { ...one, deadline: '2020-07-20' } : one)),
    };
    const own = { kind: 'measure-due', measureId: 3, title: draft.measures[2]!.title };
    expect(differencesFrom(plan, dated, readNames(dated, units))).toEqual([
      { ...own, before: null, after: '2020-07-20' },
    ]);
    expect(differencesFrom(planOf(dated).plan, draft, readNames(draft, units))).toEqual([
      { ...own, before: '2020-07-20', after: null },
    ]);
  });

  test('a measure that is put in between under a number that another has is added beside it', () => {
    const draft = read(BAISHA);
    const fresh = { ...draft.measures[7]!, title: '建立解困脱困长效机制', number: '（三）' };
    const other = { ...draft, measures: [...draft.measures.slice(0, 2), fresh, ...draft.measures.slice(2)] };
    expect(differencesFrom(plan, other, readNames(other, units))).toEqual([
      { kind: 'measure-new', number: '（三）之一', title: fresh.title, day: fresh.deadline },
    ]);
  });

  test('a title in other words is the same measure under another title', () => {
    expect(differences(BAISHA.replace('（一）精准识别，建档立卡', '（一）精准识别，动态建档立卡'))).toEqual([
      { kind: 'measure-title', measureId: 1, before: '精准识别，建档立卡', after: '精准识别，动态建档立卡' },
    ]);
  });

  test('a known unit that takes the place of another is a duty that goes over', () => {
    const [first] = read(BAISHA).measures;
    const kept = first!.responsible.at(-1)!;
    const place = BAISHA.indexOf(kept, first!.source.start);
    const known = read(BAISHA)
      .measures.flatMap(({ responsible }) => responsible)
      .find((name) => !first!.responsible.includes(name) && !first!.lead.includes(name))!;
    expect(differences(`${BAISHA.slice(0, place)}${known}${BAISHA.slice(place + kept.length)}`)).toEqual([
      {
        ...{ kind: 'duty-moved', measureId: 1, title: first!.title, role: 'responsible' },
        ...{ unitId: unitId(kept), toUnitId: unitId(known), unit: known },
      },
    ]);
  });

  test('a new unit that takes the place of another is a duty that ends and one that begins', () => {
    const [first] = read(BAISHA).measures;
    const [kept] = first!.responsible;
    const place = BAISHA.indexOf(kept!, first!.source.start);
    const changed = `${BAISHA.slice(0, place)}县应急管理局${BAISHA.slice(place + kept!.length)}`;
    expect(differences(changed)).toEqual([
      { kind: 'duty-new', measureId: 1, title: first!.title, unit: '县应急管理局', role: 'responsible', before: null },
      { kind: 'duty-end', measureId: 1, title: first!.title, unitId: unitId(kept!), role: 'responsible' },
    ]);
  });

  test('a unit under its short name is the same unit', () => {
    expect(differences(BAISHA.replaceAll('县人力资源和社会保障局', '县人社局'))).toEqual([]);
  });

  test('a measure that is named no more ends with its duties, a new one is said with its day', () => {
    const draft = read(BAISHA);
    const gone = draft.measures[7]!;
    const fresh = { ...gone, title: '建立解困脱困长效机制', number: '（九）', deadline: '2020-11-30' };
    const other = { ...draft, measures: [...draft.measures.slice(0, 7), fresh] };
    const found = differencesFrom(plan, other, readNames(other, units));
    expect(found.map(({ kind }) => kind)).toEqual([
      ...['measure-new', 'measure-gone'],
      ...gone.duties.map(() => 'duty-end'),
    ]);
    expect(found[0]).toEqual({ kind: 'measure-new', number: '（九）', title: fresh.title, day: '2020-11-30' });
  });
});
