import { draftOwner } from '../acts/attach.js';
import { mayOpenDraft, reportDraftKey } from '../acts/drafts.js';
import { openPartners } from '../acts/submit-reports.js';
import { type Moment } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { may, maySeeAssignment, maySeeUnit, type Person, within } from '../domain/permissions.js';
import { type Unit } from '../domain/plan.js';
import {
  type Attachment,
  type Draft,
  type Figure,
  type Indicator,
  type Report,
  type Submission,
} from '../domain/reports.js';
import { WITH_UNIT } from '../domain/standing.js';
import { type Stores } from '../storage/stores/all.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type Partner } from '../storage/stores/reports.js';
import { type PlanWorld, readPlanWorld } from '../web/world.js';

export const PAST_SHOWN = 10;

/** An item of the report page with what was last said of it and what is to be said. */
export interface ReportItem {
  item: NamedAssignment;
  /** Whether it can be reported now. */
  isOpen: boolean;
  last: Report | null;
  lastBy: Submission | null;
  indicators: readonly Indicator[];
  lastFigures: readonly Figure[];
  /** For a lead unit: the units still at work on the same measure and phase. */
  partners: readonly Partner[];
}

/** What the report page is made of. */
export interface ReportFacts {
  world: PlanWorld;
  unit: Unit;
  me: Person;
  maySend: boolean;
  items: readonly ReportItem[];
  reporter: { name: string; phone: string | null } | null;
  /** The draft that is saved to, and the newest that may be opened: by a wider or a narrower link it may be another. */
  ownDraft: Draft | null;
  draft: Draft | null;
  /** What was brought for this report and is not handed in yet. */
  files: readonly Attachment[];
  past: readonly (Submission & { count: number })[];
}

/**
 * Everything the report page of a unit shows a person: its open items, and those of `also` that are none any more. A fixed
 * number of statements. Throws `RuleBroken('not-found')` for a unit that is not theirs to see.
 */
export async function readReport(
  stores: Stores,
  now: Moment,
  of: { planId: number; unitId: number; me: Person },
  also: readonly number[] = [],
): Promise<ReportFacts> {
  const { planId, unitId, me } = of;
  const unit = maySeeUnit(me, unitId) ? await stores.plans.unit(unitId) : null;
  if (!unit) throw new RuleBroken('not-found', { thing: '单位' });
  const world = await readPlanWorld(stores, now, planId);
  const all = await stores.assignments.ofUnit(unitId, planId);
  const mine = all.filter((item) => maySeeAssignment(me, item));
  if (mine.length === 0 && !may(me, 'see-all')) throw new RuleBroken('not-found', { thing: '单位' });
  const shown = mine.filter((item) => isReportable(item) || also.includes(item.id));
  const maySend = may(within(me, world.plan), 'act-for-unit') && me.unitId === unitId;
  const key = reportDraftKey(planId, unitId, me);
  const drafts = maySend ? await stores.drafts.allOf({ ...key, form: 'report' }) : [];
  const ownDraft = drafts.find(({ form }) => form === key.form) ?? null;
  return {
    ...{ world, unit, me, maySend },
    items: await readItems(
      stores,
      planId,
      shown.map(({ id }) => id),
    ),
    reporter: maySend ? await stores.reports.reporterOf(unitId, world.today) : null,
    ownDraft,
    draft: newestOf(
      drafts.filter((draft) => mayOpenDraft(me, draft)),
      ownDraft,
    ),
    files: maySend ? await stores.attachments.ofOwner(draftOwner(key)) : [],
    past: await stores.reports.submissionsOf(planId, unitId, { limit: PAST_SHOWN, items: me.items }),
  };
}

/** The draft that was saved last; of two that a letter was added to at once, the one that is saved to. */
function newestOf(drafts: readonly Draft[], own: Draft | null): Draft | null {
  const newest = drafts[0] ?? null;
  return own && newest?.savedAt === own.savedAt ? own : newest;
}

const isReportable = ({ stage }: { stage: NamedAssignment['stage'] }) =>
  WITH_UNIT.includes(stage) || stage === 'rectifying';

async function readItems(stores: Stores, planId: number, ids: readonly number[]): Promise<ReportItem[]> {
  const items = await stores.assignments.byIds(ids);
  const latest = await stores.reports.latestOf(ids);
  const submissions = await stores.reports.submissionsByIds([...new Set(latest.map((report) => report.submissionId))]);
  const figures = await stores.reports.figuresOf(latest.map(({ id }) => id));
  const indicators = items.length > 0 ? await stores.reports.indicatorsOf(planId) : [];
  const led = items.filter(({ role }) => role === 'lead').map(({ measureId }) => measureId);
  const partners = await stores.reports.partnersOf(planId, [...new Set(led)]);
  return items.map((item) => {
    const last = latest.find(({ assignmentId }) => assignmentId === item.id) ?? null;
    return {
      item,
      isOpen: isReportable(item),
      last,
      lastBy: submissions.find(({ id }) => id === last?.submissionId) ?? null,
      indicators: indicators.filter(({ measureId }) => measureId === item.measureId),
      lastFigures: figures.filter(({ reportId }) => reportId === last?.id),
      partners: item.role === 'lead' ? openPartners(item, partners) : [],
    };
  });
}
