import { type Source } from '../plan.js';
import { sameUnitGroups, unitKind } from '../unit-identity.js';
import { likenessOf } from '../units/likeness.js';
import { writtenName } from '../units/written-name.js';
import { type DraftFinding, type DraftMeasure, type DraftMember } from './plan-draft.js';
import { GROUP_ROLES, LEADER_POST, POST_END, withoutBlanks } from './words.js';

interface NamedUnit {
  name: string;
  source: Source;
}

interface Pair {
  body: NamedUnit;
  annex: NamedUnit;
}

/** Names in one list and not in the other are compared each with each; longer lists are not an annex of members. */
const MOST_COMPARED = 400;

/** Compares the units of the measures with the members in the annex and those listed as 成员单位; without members there is nothing to compare. */
export function unitFindings(
  measures: readonly DraftMeasure[],
  members: readonly DraftMember[],
  listed: readonly NamedUnit[] = [],
): DraftFinding[] {
  const inAnnex = unitsOfMembers(members);
  for (const unit of listed) if (!inAnnex.has(unit.name)) inAnnex.set(unit.name, unit);
  const inBody = new Map<string, NamedUnit>();
  for (const { unit, source } of measures.flatMap((measure) => measure.duties)) {
    if (!inBody.has(unit)) inBody.set(unit, { name: unit, source });
  }
  if (inAnnex.size === 0 || inBody.size === 0) return [];
  const onlyBody = [...inBody.values()].filter((unit) => !inAnnex.has(unit.name) && unitKind(unit.name) === 'one');
  const onlyAnnex = [...inAnnex.values()].filter((unit) => !inBody.has(unit.name));
  const pairs = alikePairs(onlyBody.slice(0, MOST_COMPARED), onlyAnnex.slice(0, MOST_COMPARED));
  return [
    ...pairs.map(aliasSuspected),
    ...onlyBody.filter((unit) => !pairs.some((pair) => pair.body === unit)).map(unitNotMember),
    ...onlyAnnex.filter((unit) => !pairs.some((pair) => pair.annex === unit)).map(memberWithoutDuty),
  ];
}

/** Names in the measures that look like one body's; those that are by the rules of abbreviation are one already. */
export function sameUnitFindings(measures: readonly DraftMeasure[]): DraftFinding[] {
  const sources = new Map(measures.flatMap(({ duties }) => duties.map(({ unit, source }) => [unit, source] as const)));
  return sameUnitGroups([...sources.keys()].slice(0, MOST_COMPARED))
    .filter(({ by }) => by === 'alike')
    .map(({ names: [one = '', other = ''] }) => ({
      code: 'same-unit-suspected',
      message: `“${one}”和“${other}”名称相近，可能是同一单位，请核对确认。`,
      names: [one, other],
      source: sources.get(other) ?? { start: 0, end: 0 },
    }));
}

/** The units that members stand for; leaders stand for none, and neither does a leader's post in a member's row. */
function unitsOfMembers(members: readonly DraftMember[]): Map<string, NamedUnit> {
  const units = new Map<string, NamedUnit>();
  for (const { role, unit, source } of members) {
    const name = withoutBlanks(unit).replace(POST_END, '');
    const isUnit = GROUP_ROLES[role] === 'member' && name !== '' && !LEADER_POST.test(withoutBlanks(unit));
    if (isUnit && !units.has(name)) units.set(name, { name, source });
  }
  return units;
}

/** Each name has at most one partner: abbreviations before what only looks alike, the closest first. */
function alikePairs(bodies: NamedUnit[], annexes: NamedUnit[]): Pair[] {
  const written = new Map([...bodies, ...annexes].map((unit) => [unit, writtenName(unit.name)]));
  const candidates = bodies.flatMap((body) =>
    annexes.flatMap((annex) => {
      const likeness = likenessOf(written.get(body)!, written.get(annex)!);
      return likeness ? [{ body, annex, ...likeness }] : [];
    }),
  );
  candidates.sort((a, b) => Number(a.by === 'alike') - Number(b.by === 'alike') || a.difference - b.difference);
  const pairs: Pair[] = [];
  for (const { body, annex } of candidates) {
    if (!pairs.some((pair) => pair.body === body || pair.annex === annex)) pairs.push({ body, annex });
  }
  return pairs.sort((a, b) => a.body.source.start - b.body.source.start);
}

function aliasSuspected({ body, annex }: Pair): DraftFinding {
  return {
    code: 'alias-suspected',
    message: `正文中的“${body.name}”与成员名单中的“${annex.name}”名称不一致，可能是同一单位，请核对确认。`,
    names: [body.name, annex.name],
    source: body.source,
  };
}

function unitNotMember({ name, source }: NamedUnit): DraftFinding {
  return {
    code: 'unit-not-member',
    message: `正文为“${name}”安排了职责，但领导小组成员名单中没有该单位，请核对是否遗漏或名称有误。`,
    names: [name],
    source,
  };
}

function memberWithoutDuty({ name, source }: NamedUnit): DraftFinding {
  return {
    code: 'member-without-duty',
    message: `“${name}”是领导小组成员单位，但正文没有为其安排职责，请核对是否遗漏。`,
    names: [name],
    source,
  };
}
