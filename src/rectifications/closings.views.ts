import { phaseName } from '../domain/phases.js';
import { type ClosingsView } from '../rendering/views-inspections.js';
import { type Closing } from '../storage/stores/inspections.js';
import { pagerOf } from '../web/pager.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

export const CLOSINGS_PER_PAGE = 50;

/** What is closed in a plan, by measure. */
export function closingsView(
  { plan }: PlanWorld,
  { total, left, rows }: { total: number; left: number; rows: readonly Closing[] },
  page: number,
): Omit<ClosingsView, 'frame'> {
  return {
    planTitle: plan.title,
    total: left > 0 ? `已销号${total}项，还有${left}项未销号` : `已销号${total}项，没有未销号的事项`,
    rows: rows.map((row) => ({
      href: paths.assignment(row.assignmentId),
      item: `${row.measureNumber}${row.measureTitle}`,
      phase: phaseName(row.phasePosition),
      unit: row.unitName,
      dueOn: row.dueOn,
      completedOn: row.completedOn ?? '—',
      inTime: row.completedOn !== null && row.completedOn > row.dueOn ? '逾期后办结' : '按期',
      closedOn: row.closedOn ?? '—',
      source:
        row.inspectionId === null
          ? null
          : { label: row.inspectionNumber ?? '', href: paths.inspection(row.inspectionId) },
    })),
    none: '还没有销号的事项，检查验收合格后在这里列出',
    pager: pagerOf(page, CLOSINGS_PER_PAGE, total, (to) => paths.closings(plan.id, to)),
  };
}
