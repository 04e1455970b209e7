import { type Day, longDay } from '../day.js';
import { type Source } from '../plan.js';
import { type CleanText, type Quote } from './clean-text.js';
import { daysInText } from './days-in-text.js';
import { gluedIssuers } from './glued-issuers.js';
import {
  type DraftFinding,
  type DraftMeasure,
  type DraftMember,
  type DraftMemberUnit,
  type DraftPhase,
  type FindingCode,
} from './plan-draft.js';
import { unitFindings } from './unit-findings.js';
import { type UnreadSection } from './unread-units.js';
import { type WrittenDay } from './written-days.js';

/** What the reader has found so far, for its doubts. */
export interface ToDoubt {
  clean: CleanText;
  measures: readonly DraftMeasure[];
  phases: readonly DraftPhase[];
  /** Phases that name no day; one whose day is impossible has its finding already. */
  undated: readonly DraftPhase[];
  members: readonly DraftMember[];
  memberUnits: readonly DraftMemberUnit[];
  /** The members, and those of the office. */
  people: readonly DraftMember[];
  impossible: readonly WrittenDay[];
  /** Sections that give units work and were not read. */
  unread: readonly UnreadSection[];
  issuer: Quote | null;
  issuedOn: Day | null;
  /** Whether the text went on where the reading ended. */
  isCut: boolean;
}

/** The facts of which nothing may be missing. */
interface Parts {
  measures: readonly DraftMeasure[];
  phases: readonly unknown[];
}

const WHOLE = { start: 0, end: 0 };

/** What the office must settle before the plan can be followed, the gravest first. */
export function findings(read: ToDoubt): DraftFinding[] {
  const cut = read.isCut ? [missing('too-long')] : [];
  if (read.clean.blocks.length === 0) return [...cut, missing('empty')];
  return [
    ...cut,
    ...missingParts(read),
    ...impossibleDays(read),
    ...read.undated.map(phaseWithoutDeadline),
    ...read.unread.map(unitsUnread),
    ...gluedIssuers(read.issuer?.text ?? null, read.issuer?.source ?? null),
    ...daysInText(read.measures, read.issuedOn),
    ...noUnitNames(read.measures),
    ...read.people.filter(({ confidence }) => confidence === 'doubtful').map(rareName),
    ...unitFindings(read.measures, read.members, read.memberUnits),
  ];
}

/** What a document as a whole may lack, and what to do about it. */
const MISSING: Record<'empty' | 'too-long' | 'no-measures' | 'no-duties' | 'no-phases', string> = {
  empty: '文件中没有可读的文字，请确认上传的是文字版文件（扫描件需先识别成文字）。',
  'too-long': '文件超过50万字，只读取了前50万字，请确认上传的是实施方案本身。',
  'no-measures': '没有找到工作措施，请核对文件是否为实施方案，或手工录入各项措施。',
  'no-duties': '没有找到牵头单位、责任单位等分工标注，请为各项措施指定牵头单位和责任单位。',
  'no-phases': '没有找到实施步骤或阶段安排，请补充各阶段名称和完成时限。',
};

function missing(code: keyof typeof MISSING): DraftFinding {
  return { code, message: MISSING[code], names: [], source: WHOLE };
}

/** What a draft lacks as a whole, and the measures that nobody is given. */
export function missingParts({ measures, phases }: Parts): DraftFinding[] {
  const ofPhases = phases.length === 0 ? [missing('no-phases')] : [];
  if (measures.length === 0) return [missing('no-measures'), ...ofPhases];
  const idle = measures.filter((measure) => measure.duties.length === 0);
  const ofDuties = idle.length === measures.length ? [missing('no-duties')] : idle.map(measureWithoutDuty);
  return [...ofDuties, ...ofPhases];
}

function measureWithoutDuty({ number, title, source }: DraftMeasure): DraftFinding {
  const message = `措施“${number}${title}”没有标注牵头单位或责任单位，请补充。`;
  return { code: 'no-duties', message, names: [title], source };
}

function impossibleDays({ clean, impossible, measures, phases }: ToDoubt): DraftFinding[] {
  const facts = [...measures, ...phases].sort((a, b) => a.source.start - b.source.start);
  return impossible.map(({ start, end, last }) => {
    const { text, source } = clean.quote(start, end);
    const code: FindingCode = 'impossible-day';
    const meanwhile = last === null ? '请核对后填写正确日期' : `暂按${longDay(last)}读取，请核对`;
    // The nearest fact that begins before it, where that was read in doubt for it.
    const of = lastBefore(facts, source.start);
    const whose = of?.confidence === 'doubtful' ? `${of.number}${of.title}：` : '';
    return { code, message: `${whose}文件写的“${text}”在日历上不存在，${meanwhile}。`, names: [text], source };
  });
}

/** The last of facts in their order that begins at a place or before it; found by halves, there may be thousands of both. */
function lastBefore<T extends { source: Source }>(facts: readonly T[], place: number): T | undefined {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (facts[middle]!.source.start <= place) low = middle + 1;
    else high = middle;
  }
  return facts[low - 1];
}

/** Work that would be nobody's: the clerk looks whether it is in the measures already. */
function unitsUnread({ name, hasDays, source }: UnreadSection): DraftFinding {
  const what = hasDays ? '单位和时限' : '单位和职责';
  const message = `“${name}”一节写有${what}，没有读成措施，请核对是否需要补充。`;
  return { code: 'units-unread', message, names: [name], source };
}

/** A phase nobody knows the end of. */
export function phaseWithoutDeadline({ number, title, source }: DraftPhase): DraftFinding {
  const message = `阶段“${number}${title}”没有写明完成时限，请补充截止日期。`;
  return { code: 'phase-without-deadline', message, names: [title], source };
}

/** A unit that is called like none: each name once, where it first stands. */
function noUnitNames(measures: readonly DraftMeasure[]): DraftFinding[] {
  const doubtful = measures.flatMap(({ duties }) => duties).filter(({ confidence }) => confidence === 'doubtful');
  const first = new Map([...doubtful].reverse().map((duty) => [duty.unit, duty]));
  return [...first.values()].reverse().map(({ unit, source }) => ({
    code: 'no-unit-name',
    message: `“${unit}”不像单位名称，请核对是否读错或漏字。`,
    names: [unit],
    source,
  }));
}

function rareName({ role, name, source }: DraftMember): DraftFinding {
  return { code: 'rare-name', message: `${role}“${name}”不像人名，请核对是否读错或漏字。`, names: [name], source };
}
