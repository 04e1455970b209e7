import { actsOpenTo, ASSIGNMENT } from '../domain/lifecycle.js';
import { isWorkday } from '../domain/calendar.js';
import { type Day, shortDay } from '../domain/day.js';
import { type Owing } from '../domain/owing.js';
import { type Assignment } from '../domain/plan.js';
import { type ActForm } from '../rendering/views-assignments.js';
import { type FormView } from '../rendering/views-forms.js';
import { type Faults, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { type DeskFacts } from './desk.service.js';

/** What answers an item that its unit sent back. */
export const DECLINED_ACTS = ['reassign', 'waive'] as const;

/** A form of the work list that was refused: which one, what was typed, what is wrong. */
export interface Refused {
  of: 'act' | 'chase' | 'finding' | 'mail';
  typed: Typed;
  faults: Faults;
}

/** The office's answers to an item that was sent back, each with its reason; a refused one stands open. */
export function declinedActs(
  planId: number,
  item: Pick<Assignment, 'id' | 'stage' | 'version'>,
  refused: Refused | null,
): ActForm[] {
  const open = actsOpenTo(ASSIGNMENT, item.stage, ['office']);
  return open
    .filter(({ act }) => (DECLINED_ACTS as readonly string[]).includes(act))
    .map(({ act, label }) => {
      const own = isOf(refused, item.id, act) ? refused : null;
      const fields = fieldViews(
        [
          { name: 'assignment', label: '事项', kind: 'hidden', value: String(item.id) },
          { name: 'act', label: '操作', kind: 'hidden', value: act },
          { name: 'version', label: '版本', kind: 'hidden', value: String(item.version) },
          { name: 'reason', label: '理由', kind: 'text', required: true, hint: '写入留痕，有关单位可见' },
        ],
        own && { reason: own.typed['reason'] },
        own?.faults ?? null,
        `d${item.id}-${act}`,
      );
      const form = { action: paths.deskActs(planId), submit: label, multipart: false, summary: null, fields };
      return { label, folded: true, open: own !== null, form };
    });
}

const isOf = (refused: Refused | null, id: number, act: string) =>
  refused?.of === 'act' && refused.typed['assignment'] === String(id) && refused.typed['act'] === act;

/** The form that chases the units whose report was due, all ticked, the text ready; none on a day of rest. */
export function chaseForm({ world, owing }: DeskFacts, refused: Refused | null): FormView | null {
  if (!isWorkday(world.calendar, world.today)) return null;
  const own = refused?.of === 'chase' ? refused : null;
  const fields = fieldViews(
    [
      {
        ...{ name: 'units', label: '催办单位', kind: 'checks', required: true },
        value: owing.map(({ unitId }) => String(unitId)),
        options: owing.map((one) => ({
          value: String(one.unitId),
          label: owingWords(one, world.today),
        })),
      },
      {
        ...{ name: 'text', label: '催办文字', kind: 'text', required: true, rows: 4 },
        hint: '随邮件发给所选单位的联络员，附上各单位应报的事项；邮件首句按各单位实际情况写明未报或逾期',
        value: CHASE_TEXT,
      },
    ],
    own?.typed ?? null,
    own?.faults ?? null,
    'chase',
  );
  return { action: paths.chases(world.plan.id), submit: '发出催办', multipart: false, summary: null, fields };
}

/** '县总工会（3项，应于6月24日报送）'. */
export const owingWords = ({ unitName, items, period }: Owing, today: Day) =>
  `${unitName}（${items}项，应于${shortDay(period, today)}报送）`;

/** True of whoever is ticked: what is wrong at each unit stands in the mail's first sentence. */
const CHASE_TEXT = '请于今天下班前报送进展；确无新进展的，请选“本期无变化”并说明一句。如有困难需要协调，请一并写明。';
