import { longDay, weekdayName } from '../domain/day.js';
import { doubtsSettledBefore, type Intake, type IntakeDraft } from '../domain/intake.js';
import { type IntakeCautions } from '../domain/intake-cautions.js';
import { namedMeasures } from '../domain/intake-last-day.js';
import { type NameRead } from '../domain/intake-names.js';
import { measuresGivenLast } from '../domain/intake-phasing.js';
import { type EditForm, type IntakeFact, type IntakeView } from '../rendering/views-intakes.js';
import { type Confidence } from '../domain/plan-text/confidence.js';
import { type Faults, faultSummary, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { ROLE_WORDS } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { type PlanHead } from '../web/world.js';
import { doubtViews } from './intake-doubts.views.js';
import { headFields, hidden, measureFields, memberFields, phaseFields } from './intake.forms.js';
import { reissuePart, startPart } from './intake-start.views.js';
import { nameViews } from './intake-names.views.js';
import { anchorsIn, documentOf } from './intake-document.views.js';
import { instantWords } from './intakes.views.js';

/** Which of the page's forms was refused: its kind and which row it is about. */
export interface RefusedEdit {
  of: 'head' | 'measures' | 'phases' | 'phasing' | 'names' | 'members' | 'doubts' | 'start' | 'drop';
  typed: Typed;
  faults: Faults;
}

/** What the page of an intake is made of. */
export interface IntakeFacts {
  intake: Intake;
  draft: IntakeDraft;
  names: readonly NameRead[];
  units: ReadonlyMap<number, string>;
  /** What keeps it from being started, by code. */
  missing: readonly string[];
  cautions: IntakeCautions;
  today: string;
  refused: RefusedEdit | null;
  /** The plans that run, the newest first. */
  running: readonly Pick<PlanHead, 'id' | 'title' | 'docNumber'>[];
}

/** How sure the reader is of what the document does not say outright. */
const SURE: Readonly<Record<Confidence, string | null>> = { stated: null, inferred: '推断', doubtful: '存疑' };
const sureWords = ({ confidence }: { confidence: Confidence }): string | null => SURE[confidence];

/** What 推断 and 存疑 mean, where any fact is marked so. */
function legendOf({ measures, phases }: IntakeDraft): string | null {
  const facts = [...phases, ...measures, ...measures.flatMap(({ duties }) => duties)];
  const words = { 推断: '文件没有直接写明，按上下文读出', 存疑: '可能读错，请对照原文' };
  const said = Object.entries(words).filter(([word]) => facts.some((fact) => sureWords(fact) === word));
  return said.length === 0
    ? null
    : `${said.map(([word, what]) => `${word}：${what}`).join('；')}。修改保存后不再标注。`;
}

/** The page on which an intake is checked, edited and started. */
export function intakeView(facts: IntakeFacts): Omit<IntakeView, 'frame'> {
  const { intake, draft, today } = facts;
  const refused = facts.refused && placedAnew(facts.refused, draft);
  const forms = new Forms(intake, refused);
  const paragraphs = documentOf(facts);
  const placed = anchorsIn(paragraphs);
  const doubts = doubtViews(facts, placed);
  const view = {
    trail: [
      { label: '实施方案', href: paths.plans() },
      { label: '导入方案', href: paths.intakes() },
    ],
    title: draft.title ?? draft.noticeTitle ?? intake.name,
    about: `${intake.name} · ${instantWords(intake.takenAt, today)}由${intake.takenBy}导入`,
    paragraphs,
    doubts,
    settled: settledPart(draft),
    head: headPart(draft, forms, placed),
    phases: draft.phases.map((_, place) => phasePart(facts, place, forms, placed)),
    newPhase: forms.edit('phases', draft.phases.length, '增加阶段', phaseFields(draft.phases.length, intake.version)),
    phasing: draft.phases.length > 0 || draft.measures.length === 0 ? null : phasingForm(facts, forms),
    measures: draft.measures.map((_, place) => measurePart(facts, place, forms, placed)),
    legend: legendOf(draft),
    newMeasure: forms.edit(
      'measures',
      draft.measures.length,
      '增加措施',
      measureFields(draft.measures.length, intake.version),
    ),
    names: nameViews(facts, forms),
    namesWords: namesWords(facts.names),
    people: peoplePart(draft, forms),
    start: startPart(facts, doubts.length, forms),
    reissue: reissuePart(facts),
    drop: { action: paths.intakeDropping(intake.id), version: intake.version },
  };
  return { ...view, summary: faultSummary(refused?.faults ?? null, forms.fields) };
}

/**
 * A refused form of a row at the row it was about: a colleague may have put others before it meanwhile. What was typed for a new
 * row, or for one that is gone, stands in the form of a new one.
 */
function placedAnew(refused: RefusedEdit, draft: IntakeDraft): RefusedEdit {
  const { of, typed } = refused;
  if ((of !== 'measures' && of !== 'phases') || typeof typed['was'] !== 'string') return refused;
  const rows = draft[of];
  const { was } = typed;
  const isThere = rows[Number(typed['at'])]?.title === was;
  const found = was === '' ? -1 : rows.findIndex(({ title }) => title === was);
  const at = isThere ? Number(typed['at']) : found < 0 ? rows.length : found;
  return { ...refused, typed: { ...typed, at: String(at), was: at === rows.length ? '' : was } };
}

/** Makes the page's forms; the one that was refused is open and holds what was typed. */
export class Forms {
  /** The fields of the refused form, for the summary above. */
  readonly fields: ReturnType<typeof fieldViews> = [];

  constructor(
    private readonly intake: Intake,
    private readonly refused: RefusedEdit | null,
  ) {}

  /** What the forms say they were made from. */
  get version(): number {
    return this.intake.version;
  }

  /** A form behind `label`; `row` tells it from others of its kind. */
  edit(
    of: RefusedEdit['of'],
    row: number | string,
    label: string,
    specs: readonly FieldSpec[],
    { remove = null, place = row }: { remove?: string | null; place?: number | string } = {},
  ): EditForm {
    const { isRefused, fields } = this.fieldsOf(of, row, specs, place);
    const action = paths.intakeActs(this.intake.id);
    return { label, isOpen: isRefused, action, submit: '保存', fields, remove };
  }

  /** The fields of one form; `row` is compared with the hidden field that says what it is about. */
  fieldsOf(of: RefusedEdit['of'], row: number | string, specs: readonly FieldSpec[], place = row) {
    const about = this.refused?.typed['at'] ?? this.refused?.typed['name'] ?? '';
    const isRefused = this.refused?.of === of && String(typeof about === 'string' ? about : '') === String(row);
    const { typed = null, faults = null } = (isRefused ? this.refused : null) ?? {};
    // Whoever was too late gets the version of what is shown now.
    const current = typed && { ...typed, version: String(this.intake.version) };
    const named = of === 'start' ? specs : [hidden('act', of), ...specs];
    const fields = fieldViews(named, current, faults, `${of}-${place}`);
    if (isRefused) this.fields.push(...fields);
    return { isRefused, fields };
  }
}

/** To the place in the text; null for what the office wrote, and where another fact is marked there. */
const linkTo = (anchor: string, placed: ReadonlySet<string>): string | null =>
  placed.has(anchor) ? `#${anchor}` : null;

function headPart(draft: IntakeDraft, forms: Forms, placed: ReadonlySet<string>): IntakeView['head'] {
  const { title, noticeTitle, docNumber, issuer, issuedOn } = draft;
  const line = (label: string, value: string | null, name: keyof IntakeDraft['sources']) => {
    return { label, value: value ?? '没有读到', source: linkTo(`t-h-${name}`, placed) };
  };
  const lines = [
    line('标题', title ?? noticeTitle, title === null ? 'noticeTitle' : 'title'),
    line('发文字号', docNumber, 'docNumber'),
    line('印发机关', issuer, 'issuer'),
    line('印发日期', issuedOn && longDay(issuedOn), 'issuedOn'),
  ];
  return { lines, form: forms.edit('head', '', '修改', headFields(draft, forms.version)) };
}

function phasePart(
  { draft, intake }: IntakeFacts,
  place: number,
  forms: Forms,
  placed: ReadonlySet<string>,
): IntakeFact {
  const phase = draft.phases[place]!;
  const { number, title, start, deadline, outcomes } = phase;
  const until = deadline === null ? '没有写明完成时限' : `${longDay(deadline)}（${weekdayName(deadline)}）到期，含当日`;
  return {
    ...{ id: `p-${place}`, number, title, source: linkTo(`t-p-${place}`, placed), sure: sureWords(phase) },
    lines: [start === null ? until : `${longDay(start)}起，${until}`, ...outcomes],
    duties: [],
    form: forms.edit('phases', place, '修改', phaseFields(place, intake.version, phase), { remove: '删除这个阶段' }),
  };
}

function phasingForm({ intake, draft }: IntakeFacts, forms: Forms): IntakeView['phasing'] {
  const days = [...new Set(draft.measures.flatMap(({ deadline }) => deadline ?? []))].sort();
  const hint =
    days.length > 0
      ? `措施里写了${days.length}个不同的时限，每个时限设一个阶段；此处可再加一个${lastDayWords(draft, days.at(-1)!)}`
      : '全部措施在这一天到期';
  const specs: FieldSpec[] = [
    { name: 'version', label: '版本', kind: 'hidden', value: String(intake.version) },
    { name: 'endOn', label: '截止日期', kind: 'day', hint, required: days.length === 0 },
  ];
  const { fields } = forms.fieldsOf('phasing', '', specs);
  const submit = days.length > 0 ? '按时限设阶段' : '设为一个阶段';
  return { action: paths.intakeActs(intake.id), submit, multipart: false, summary: null, fields };
}

/** Which measures are going to be due on the last day because they name none. */
function lastDayWords(draft: IntakeDraft, last: string): string {
  const undated = measuresGivenLast(draft);
  return undated.length === 0
    ? ''
    : `。没有写时限的措施${namedMeasures(undated)}定为最后一个时限（${longDay(last)}，此处填得更晚则为那一天）`;
}

function measurePart(
  { draft, intake }: IntakeFacts,
  place: number,
  forms: Forms,
  placed: ReadonlySet<string>,
): IntakeFact {
  const measure = draft.measures[place]!;
  const { number, title, deadline, duties } = measure;
  const leads = duties.filter(({ role }) => role === 'lead').length;
  const first = duties.findIndex(({ role }) => role === 'lead');
  return {
    ...{ id: `m-${place}`, number, title, source: linkTo(`t-m-${place}`, placed), sure: sureWords(measure) },
    lines: deadline === null ? [] : [`${longDay(deadline)}（${weekdayName(deadline)}）到期，含当日`],
    duties: duties.map((duty, i) => ({
      ...{ role: duty.role, roleWord: ROLE_WORDS[duty.role], label: duty.unit },
      href: linkTo(`t-d-${place}-${i}`, placed) ?? '#s-names',
      note: (leads > 1 && i === first ? '第一牵头' : null) ?? sureWords(duty),
    })),
    form: forms.edit('measures', place, '修改', measureFields(place, intake.version, measure), {
      remove: '删除这项措施',
    }),
  };
}

/** What is not asked again is said, so that nobody takes it for overlooked. */
function settledPart(draft: IntakeDraft): IntakeView['settled'] {
  const messages = doubtsSettledBefore(draft).map(({ message }) => message);
  return messages.length === 0 ? null : { label: `${messages.length}条疑问上次已确认，未再列出`, messages };
}

function namesWords(names: readonly NameRead[]): string {
  const fresh = names.filter(({ by, unitId }) => by === 'new' || (by === 'decided' && unitId === null)).length;
  return `${names.length}个名称，其中${names.length - fresh}个是已有单位，${fresh}个新增`;
}

function peoplePart(draft: IntakeDraft, forms: Forms): IntakeView['people'] {
  const people = [...draft.leadingGroup, ...draft.office];
  const lines = people.map(({ role, name, unit }) => [role, name, unit].filter((part) => part !== '').join('　'));
  return { lines, form: forms.edit('members', '', '修改', memberFields(draft, forms.version)) };
}
