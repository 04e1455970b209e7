import { momentOf } from '../clock.js';
import { longDay, shortDay, weekdayName } from '../domain/day.js';
import { phaseName } from '../domain/phases.js';
import { type Finding } from '../domain/plan.js';
import { STANDING_WORDS } from '../domain/standing.js';
import { REPORT_KIND_WORDS } from '../domain/reports.js';
import { type DeskDeclined, type DeskFinding, type DeskReports, type DeskView } from '../rendering/views-desk.js';
import { type FormView } from '../rendering/views-forms.js';
import { type NamedReport } from '../storage/stores/desk.js';
import { NO_ADDRESS } from '../storage/stores/no-mails.js';
import { calendarNotice } from '../web/calendar-words.js';
import { paths, withQuery } from '../web/paths.js';
import { itemName, itemPlace, missedView, reportWords, reviewForm } from '../web/report-reviews.js';
import { unstartedPart } from '../web/unstarted.js';
import { type Skipped, skippedView } from './chases.views.js';
import { declinedActs, owingWords, type Refused } from './desk.forms.js';
import { type Beside, type DeskFacts, SHOWN } from './desk.service.js';
import { mailsPart } from './mails.views.js';
import { excerpt, listsOf, listView, type Section } from './queues.views.js';

/** What is over its day and waits for its unit: no work of the office, but for it to know. */
const LATE = ['overdue', 'rectifying-late'] as const;

const OFFICE_UNREACHED = '本方案的领导小组办公室没有登记邮箱，收不到办公室日报和运行通知，请登记';

/** Who can be written to nobody: said before anything waits for it, each with where it is put right. */
function unreachedOf({ isOfficeReached, unitsUnreached, units, causes, world }: DeskFacts): DeskView['unreached'] {
  const href = paths.people(world.plan.id);
  // Once their mails wait, these are a thing to do and say so themselves.
  const isSaid = unitsUnreached === 0 || causes.some(({ cause }) => cause === NO_ADDRESS);
  const who =
    unitsUnreached === units.length ? `${units.length}个单位都` : `${units.length}个单位中${unitsUnreached}个`;
  const label = `${who}没有联系邮箱，给它们的邮件写好后暂存，登记后自动发出，请登记`;
  return [...(isSaid ? [] : [{ label, href }]), ...(isOfficeReached ? [] : [{ label: OFFICE_UNREACHED, href }])];
}

/** The work list: what waits for the office, each thing where it can be done. */
export function deskView(
  facts: DeskFacts & { beside: readonly Beside[] },
  chase: FormView | null,
  refused: Refused | null,
  skipped: readonly Skipped[],
): Omit<DeskView, 'frame' | 'summary' | 'typed'> {
  const { world } = facts;
  const { plan, today } = world;
  const lists = listsOf(facts);
  const sections = sectionsOf(facts, lists);
  const waiting = sections.filter(({ count }) => count > 0);
  const count = waiting.reduce((sum, section) => sum + section.count, 0);
  const { reports, owing, declined, mails, findings, unstarted } = facts;
  return {
    planTitle: plan.title,
    heading: count > 0 ? `今天要办${count}件` : unstarted ? '方案尚未启用' : '今天没有要办的事',
    lead: `${longDay(today)} ${weekdayName(today)}。${count > 0 ? '可就地办理，办完即从本页消失，并记入留痕。' : '有单位报送、申请或邮件没有发出时，会列在这里。'}`,
    beside: facts.beside.flatMap(({ plan: { id, title }, count: many }) =>
      many > 0 ? { label: `另一方案《${title}》有${many}件`, href: paths.desk(id) } : [],
    ),
    unreached: unreachedOf(facts),
    calendarWarning: calendarNotice(facts.world),
    missed: missedView(facts.missed, today) ?? skippedView(skipped, facts.units, plan.id),
    records: [
      { label: '审核记录', href: withQuery(paths.reviews(plan.id), { stage: 'accepted' }) },
      { label: '催办记录', href: paths.chases(plan.id) },
      { label: '摘要与日报', href: paths.digests(plan.id) },
    ],
    late: LATE.flatMap((standing) => {
      const many = facts.counts[standing] ?? 0;
      const href = paths.assignments(plan.id, { standing });
      return many > 0 ? { label: `${STANDING_WORDS[standing]} ${many}项`, href } : [];
    }),
    index: waiting.map(({ id, title, count: n }) => ({ label: title, count: n, href: `#${id}` })),
    reports:
      reports.total === 0
        ? null
        : {
            count: reports.total,
            more: {
              label: reports.total > SHOWN ? `全部${reports.total}件` : '按单位、措施查看',
              href: paths.reviews(plan.id),
            },
            groups: reportGroups(facts),
          },
    owing: owing.length === 0 ? null : owingView(facts, chase),
    declined:
      declined.total === 0
        ? null
        : {
            count: declined.total,
            more:
              declined.total > SHOWN ? { label: `全部${declined.total}项`, href: paths.assignments(plan.id) } : null,
            items: declined.rows.map((item) => declinedItem(facts, item, refused)),
          },
    lists: lists.flatMap((list) => listView(list) ?? []),
    mails: mails.total + facts.causes.length === 0 ? null : mailsPart(facts),
    unstarted: unstarted && unstartedPart(plan.id, unstarted, true),
    findings:
      findings.length === 0
        ? null
        : {
            count: findings.length,
            more: { label: '对照原文核对', href: `${paths.plan(plan.id)}#s-findings` },
            action: paths.deskFindings(plan.id),
            items: findings.slice(0, SHOWN).map((finding) => findingItem(plan.id, finding)),
          },
    none: sections.filter((section) => section.count === 0).map(({ none }) => none),
  };
}

function owingView(facts: DeskFacts, chase: FormView | null): NonNullable<DeskView['owing']> {
  const { owing, told, world } = facts;
  const detail = '应报日期已过、还没有报送的单位。';
  return {
    count: owing.length,
    detail: chase ? `${detail}勾选单位，改好文字，一次发出；每次催办都有编号，留存备查。` : detail,
    told: told.length > 0 ? toldWords(facts).join('') : null,
    units: chase ? [] : owing.map((one) => owingWords(one, world.today)),
    form: chase,
  };
}

/** Whom the day's mail has reached, and whom not: those must be called. */
function toldWords({ told, unsent }: Pick<DeskFacts, 'told' | 'unsent'>): string[] {
  const names = (some: DeskFacts['told']) => some.map(({ unitName }) => unitName).join('、');
  const [left, kept] = [
    told.filter(({ unitId }) => !unsent.has(unitId)),
    told.filter(({ unitId }) => unsent.has(unitId)),
  ];
  return [
    ...(left.length > 0 ? [`今天已发过提醒或催办，不再重复：${names(left)}。`] : []),
    ...(kept.length > 0 ? [`今天的提醒或催办没有发出，请电话催办：${names(kept)}。`] : []),
  ];
}

function owingNone(facts: DeskFacts): string {
  if (facts.told.length === 0) return '没有到期未报的单位';
  return `到期未报的${facts.told.length}个单位今天都已有提醒或催办。${toldWords(facts).join('')}`.replace(/。$/, '');
}

/** Every queue in the order of the page. */
function sectionsOf(facts: DeskFacts, lists: readonly Section[]): Section[] {
  const of = (id: string, title: string, count: number, none: string): Section => ({
    id: `s-${id}`,
    title,
    count,
    none,
  });
  return [
    of('reports', '待审核', facts.reports.total, '没有等待审核的报告'),
    of('owing', '应报未报', facts.owing.length, owingNone(facts)),
    of('declined', '退回交办', facts.declined.total, '没有单位退回交办'),
    ...lists,
    of('mails', '邮件没有发出', facts.mails.total + facts.causes.length, '没有暂存或未发出的邮件'),
    of('findings', '方案疑点', facts.findings.length, '导入方案时的疑点都已核对'),
  ];
}

function reportGroups({ reports, units, world }: DeskFacts): DeskReports[] {
  const { plan, today } = world;
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const bySubmission = new Map<number, NamedReport[]>();
  for (const report of reports.rows)
    bySubmission.set(report.submissionId, [...(bySubmission.get(report.submissionId) ?? []), report]);
  return [...bySubmission.values()].map((own) => {
    const [first] = own as [NamedReport, ...NamedReport[]];
    const at = momentOf(first.submittedAt);
    const together = own.filter(({ kind }) => kind !== 'completion').map(({ id }) => id);
    return {
      heading: `${shortDay(at.today, today)} ${at.time}报送 · ${own.length}件`,
      unit: { label: first.unitName, href: paths.unit(plan.id, first.unitId) },
      batch:
        together.length > 1
          ? { action: paths.reviews(plan.id), ids: together, submit: `采用这${together.length}件进展报告` }
          : null,
      items: own.map((report) => ({
        kind: REPORT_KIND_WORDS[report.kind],
        title: itemName(report),
        place: itemPlace(report, today),
        start: excerpt(report.progress),
        href: paths.review(report.id),
        words: reportWords(report, itemName(report), today, names),
        form: reviewForm(report, null, 'desk'),
      })),
    };
  });
}

function declinedItem(
  { declines, world }: DeskFacts,
  item: DeskFacts['declined']['rows'][number],
  refused: Refused | null,
): DeskDeclined {
  const entry = declines.find(({ assignmentId }) => assignmentId === item.id);
  const { reason = '' } = JSON.parse(entry?.facts ?? '{}') as { reason?: string };
  const when = entry ? `${shortDay(entry.day, world.today)}退回` : '';
  return {
    title: itemName(item),
    href: paths.assignment(item.id),
    unit: { label: item.unitName, href: paths.unit(world.plan.id, item.unitId) },
    place: `${phaseName(item.phasePosition)} · ${shortDay(item.dueOn, world.today)}到期 · ${when}`,
    reason,
    acts: declinedActs(world.plan.id, item, refused),
  };
}

function findingItem(planId: number, finding: Finding): DeskFinding {
  const isAlias = finding.code === 'alias-suspected';
  return {
    id: finding.id,
    message: finding.message,
    href: `${paths.plan(planId)}#f-${finding.id}`,
    version: finding.version,
    answers: isAlias
      ? [
          { label: '是同一单位', value: 'confirmed', primary: true },
          { label: '不是', value: 'dismissed', primary: false },
        ]
      : [{ label: '知道了', value: 'confirmed', primary: false }],
  };
}
