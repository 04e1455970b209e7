import { actsOpenTo, ASSIGNMENT, type AssignmentAct, type Who } from '../domain/lifecycle.js';
import { type Day, longDay } from '../domain/day.js';
import { may, mayActFor, type Person } from '../domain/permissions.js';
import { type Assignment } from '../domain/plan.js';
import { type ActForm } from '../rendering/views-assignments.js';
import { type Faults, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';

/** Acts that are a word and a click; reviews, reports and inspections have forms of their own. */
export const SIMPLE = [
  ...(['acknowledge', 'decline', 'reassign', 'waive', 'suspend', 'resume', 'reopen'] as const),
] satisfies AssignmentAct[];

/** As whom a person may act on an assignment: for its unit, for the office, or not at all. */
export function actingAs(person: Person, assignment: { id: number; unitId: number }): Who[] {
  if (mayActFor(person, assignment)) return ['unit'];
  return may(person, 'work') ? ['office'] : [];
}

/** The acts open to a person on an assignment, each as a form; a refused one keeps what was typed and stands open. */
export function actForms(
  person: Person,
  assignment: Assignment,
  refused: { typed: Typed; faults: Faults } | null,
  today: Day,
): ActForm[] {
  const open = actsOpenTo(ASSIGNMENT, assignment.stage, actingAs(person, assignment));
  return open
    .filter(({ act }) => (SIMPLE as readonly AssignmentAct[]).includes(act))
    .map(({ act, label, needs }) => {
      const wantsReason = needs?.includes('reason') ?? false;
      const own = refused?.typed['act'] === act ? refused : null;
      const fields = fieldViews(
        [
          { name: 'act', label: '操作', kind: 'hidden', value: act },
          { name: 'version', label: '版本', kind: 'hidden', value: String(assignment.version) },
          ...(wantsReason
            ? [
                {
                  name: 'reason',
                  label: '理由',
                  kind: 'text' as const,
                  required: true,
                  hint: reasonHint(act, assignment, today),
                },
              ]
            : []),
          ...(act === 'reopen' ? [dueField(assignment, today)] : []),
        ],
        own && { reason: own.typed['reason'], dueOn: own.typed['dueOn'] },
        own?.faults ?? null,
        `act-${act}`,
      );
      const form = { action: paths.acts(assignment.id), submit: label, multipart: false, summary: null, fields };
      return { label, folded: wantsReason, open: own !== null, form };
    });
}

/** Who reads the reason, and what the act brings about at once that one would not expect. */
function reasonHint(act: AssignmentAct, { dueOn }: Assignment, today: Day): string {
  const seen = '写入留痕，有关单位可见';
  if (act !== 'resume' || dueOn >= today) return seen;
  return `到期日${longDay(dueOn)}已过，恢复后这一项即为逾期；需要更晚的期限，请先“更正到期日”。${seen}`;
}

/** The day by which what is reopened is due: asked for where its own is past. */
function dueField({ dueOn }: Assignment, today: Day): FieldSpec {
  const isPast = dueOn < today;
  const hint = isPast ? `原到期日${longDay(dueOn)}已过` : `不填即仍为${longDay(dueOn)}`;
  return { name: 'dueOn', label: '新的到期日（含当日）', kind: 'day', required: isPast, hint };
}
