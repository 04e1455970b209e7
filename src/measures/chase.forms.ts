import { isWorkday } from '../domain/calendar.js';
import { type Answer, answerOf, chaseStanding, isUnanswered } from '../domain/chases.js';
import { may } from '../domain/permissions.js';
import { type Assignment } from '../domain/plan.js';
import { WITH_UNIT } from '../domain/standing.js';
import { type FormView } from '../rendering/views-forms.js';
import { SKIP_WORDS } from '../web/chase-words.js';
import { type Faults, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { type MeasureFacts } from './measures.service.js';

/** What a refused form held, and why. */
export interface Refused {
  typed: Typed;
  faults: Faults;
}

/** True of whoever is ticked: what is wrong at each unit stands in the mail's first sentence. */
const CHASE_TEXT = '请于今天下班前报送进展；确无新进展的，请选“本期无变化”并说明一句。如有困难需要协调，请一并写明。';

const HAS_REPORTED: readonly Answer['state'][] = ['reported', 'nothing', 'late'];

type Bar = keyof typeof SKIP_WORDS | null;

/** The form that chases a measure's partners, and who cannot be chased now and why. Null where the person may not, or nobody is to be. */
export function chaseForm(facts: MeasureFacts, refused: Refused | null): { chase: FormView | null; notes: string[] } {
  const { world, me, isLead, measure, phase } = facts;
  if ((!isLead && !may(me, 'work')) || world.plan.state !== 'running' || !phase) return { chase: null, notes: [] };
  const candidates = candidatesOf(facts);
  const notes = candidates
    .filter(({ bar }) => bar && bar !== 'answered')
    .map(({ unit, bar }) => `${unit}：${SKIP_WORDS[bar!]}`);
  const open = candidates.filter(({ bar }) => bar === null);
  if (!isWorkday(world.calendar, world.today)) return { chase: null, notes: ['今天是休息日，不发催办。'] };
  if (open.length === 0 && !refused) return { chase: null, notes };
  const fields = fieldViews(
    [
      { name: 'phase', label: '阶段', kind: 'hidden', value: String(phase.id) },
      {
        ...{ name: 'units', label: '催办单位', kind: 'checks', required: true },
        value: open.filter(({ isOwed }) => isOwed).map(({ id }) => String(id)),
        options: open.map(({ id, unit, why }) => ({ value: String(id), label: `${unit}（${why}）` })),
      },
      {
        ...{ name: 'text', label: '催办文字', kind: 'text', required: true, rows: 3, max: 500 },
        hint: '随邮件发给所选单位的联络员，500字以内；邮件首句按各单位实际情况写明未报或逾期',
        value: CHASE_TEXT,
      },
    ],
    refused?.typed ?? null,
    refused?.faults ?? null,
    'chase',
  );
  const action = paths.measureChases(world.plan.id, measure.id);
  return { chase: { action, submit: '发出催办', multipart: false, summary: null, fields }, notes };
}

interface Candidate {
  id: number;
  unit: string;
  bar: Bar;
  why: string;
  /** Something of it is late already, not only near its day, and it has not reported: ticked to begin with. */
  isOwed: boolean;
}

/** Each other unit of the measure over all phases: the chase itself looks at all of them. */
function candidatesOf(facts: MeasureFacts): Candidate[] {
  const { duties, items, me, saidToday } = facts;
  return duties
    .filter(({ unitId }) => unitId !== me.unitId)
    .flatMap(({ unitId, unit }) => {
      const own = items.filter((item) => item.unitId === unitId && item.phaseId === facts.phase?.id);
      const standings = own.map((item) => standingOf(facts, item));
      if (standings.every((one) => one === 'not-open')) return [];
      const isDue = standings.includes('due');
      const bar = isDue ? null : (standings.find((one) => one !== 'due') ?? 'not-open');
      const why = own.map((item) => whyOf(facts, item)).find((words) => words !== '') ?? '';
      const isOwed = own.some((item) => isLate(facts, item));
      return [{ id: unitId, unit, bar: isDue && saidToday.has(unitId) ? 'said-today' : bar, why, isOwed }];
    });
}

const lastOf = ({ lasts }: MeasureFacts, item: Assignment) => lasts.get(item.id) ?? null;

function standingOf(facts: MeasureFacts, item: Assignment) {
  const { asking, world } = facts;
  return chaseStanding(item, lastOf(facts, item), asking, world.today, world);
}

/** Whether it is late or due today, and its unit has not reported. */
function isLate(facts: MeasureFacts, item: Assignment): boolean {
  const { today } = facts.world;
  const { state, period } = answerOf(item, lastOf(facts, item), today, facts.world);
  if (HAS_REPORTED.includes(state)) return false;
  return today > item.dueOn || state === 'missing' || state === 'returned' || (state === 'awaited' && period === today);
}

/** '已逾期'、'已报进展，事项逾期'、'本期未报'、'本期待报'. */
function whyOf(facts: MeasureFacts, item: Assignment): string {
  const { world } = facts;
  if (!WITH_UNIT.includes(item.stage)) return '';
  const answer = answerOf(item, lastOf(facts, item), world.today, world);
  if (world.today > item.dueOn) return HAS_REPORTED.includes(answer.state) ? '已报进展，事项逾期' : '已逾期';
  if (!isUnanswered(answer, world.today, world)) return '';
  const near = answer.period === world.today ? '今天应报' : '本期待报';
  return { missing: '本期未报', returned: '报告已退回', awaited: near }[answer.state as 'missing'] ?? '';
}
