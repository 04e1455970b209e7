import { momentOf } from '../clock.js';
import { longDay, shortDay, weekdayName } from '../domain/day.js';
import { ASSIGNMENT } from '../domain/lifecycle.js';
import { may } from '../domain/permissions.js';
import { phaseName } from '../domain/phases.js';
import { reportLate } from '../domain/reporting.js';
import { REPORT_KIND_WORDS, reportField } from '../domain/reports.js';
import { standingOf } from '../domain/standing.js';
import { type FieldView, type FormView } from '../rendering/views-forms.js';
import {
  type ReportFormView,
  type ReportItemView,
  type ReportView,
  type SaidBefore,
} from '../rendering/views-reports.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { aside } from '../web/aside.js';
import { light, ROLE_WORDS } from '../web/lights.js';
import { attachmentsPart } from '../web/attachments-part.js';
import { paths } from '../web/paths.js';
import { periodWords, reportingNews } from '../web/reporting-words.js';
import { askedWords, isDue } from './report.asked.js';
import { figureFields, ownFields, partnerFields, sharedFields } from './report.fields.js';
import { draftFields, draftName, seenDraft, tickedIn } from './report.forms.js';
import { type ReportFacts, type ReportItem } from './report.facts.js';
import { baseOf, OWN, type Prefill, prefillOf, touchedOnly } from './report.prefill.js';

/** A form that was refused, or only kept: what was typed, what is wrong. */
export interface Refused {
  typed: Typed;
  faults: Faults;
}

/** The report page of a unit. */
export function reportView(facts: ReportFacts, refused: Refused | null): Omit<ReportView, 'frame' | 'planTitle'> {
  const { world, unit, me, maySend, items, past } = facts;
  const { plan, today } = world;
  const form = maySend && items.length > 0 ? formView(facts, refused) : null;
  const reporting = items.filter(({ isOpen }) => isOpen);
  return {
    trail: [{ label: unit.name, href: paths.unit(plan.id, unit.id) }],
    title: `${unit.name}报送进展`,
    news: reportingNews(reporting, today, world),
    summary: faultSummary(refused?.faults ?? null, form ? fieldsOf(form) : []),
    theirs: refused ? theirsOf(facts, refused) : null,
    form,
    rows: form ? [] : items.map((one) => itemView(one, facts, null)),
    note: refused ? null : noteOf(facts, form),
    none: items.length === 0 ? '目前没有需要报送的事项' : null,
    acknowledge: acknowledgeForm(facts),
    files:
      form &&
      attachmentsPart(facts.files, today, {
        upload: { planId: plan.id, unitId: unit.id, form: 'report' },
        none: '还没有上传',
      }),
    past: past.map(({ id, submittedOn, submittedAt, byName, count }) => ({
      href: paths.submission(id),
      label: `${shortDay(submittedOn, today)} ${momentOf(submittedAt).time}`,
      about: `${byName} · ${count}项`,
    })),
    pastNone: '还没有报送过',
    revoke: me.items === null && (maySend || may(me, 'work')) ? paths.linkRevocation(plan.id, unit.id) : null,
  };
}

const NONE_TICKED = '没有预先勾选事项：本期都已报，或还不到报送的时候。如有补充，请先勾选再报送。';

function noteOf({ world: { today }, unit, maySend, draft }: ReportFacts, form: ReportFormView | null): string | null {
  if (!maySend) return `由${unit.name}联络员填报，这里只能查看。`;
  if (!form) return null;
  if (!draft) return [...form.items, ...form.later].some(({ tick }) => tick?.checked) ? null : NONE_TICKED;
  const { today: day, time } = momentOf(draft.savedAt);
  return `已载入草稿（${draft.savedBy}，${shortDay(day, today)} ${time}存）。`;
}

const plainForm = (action: string, submit: string): FormView => ({
  ...{ action, submit, multipart: false, summary: null, fields: [] },
});

function acknowledgeForm({ world, unit, maySend, items }: ReportFacts): FormView | null {
  const count = items.filter(({ item }) => item.stage === 'assigned').length;
  if (!maySend || count === 0) return null;
  return plainForm(paths.acknowledgements(world.plan.id, unit.id), `全部签收（${count}项）`);
}

const fieldsOf = ({ hidden, items, later, shared }: ReportFormView): FieldView[] => [
  ...hidden,
  ...ticksOf([...items, ...later]),
  ...[...items, ...later].flatMap((item) => [...item.figures, ...item.fields, ...(item.partners?.fields ?? [])]),
  ...shared,
];

/** The boxes of the items as one field, so that what is wrong with them is linked to. */
function ticksOf(items: readonly ReportItemView[]): FieldView[] {
  const first = items.find(({ tick }) => tick !== null)?.tick;
  return fieldViews([{ name: 'items', label: '报哪些事项', kind: 'checks' }], null, null).map((field) => ({
    ...field,
    id: first?.id ?? field.id,
  }));
}

function formView(facts: ReportFacts, refused: Refused | null): ReportFormView {
  const { world, unit, items, ownDraft, draft } = facts;
  const { today, plan } = world;
  const prefill = prefillOf(items);
  const given = refused?.typed ?? (draft && draftFields(draft));
  const typed = given && touchedOnly(items, prefill, given, today);
  const filled: Filled = { typed, faults: refused?.faults ?? null, prefill };
  const views = items.map((one) => ({ one, view: itemView(one, facts, filled) }));
  const later = views.filter(({ one, view }) => one.item.opensOn > today && view.fields.length === 0);
  return {
    action: paths.report(plan.id, unit.id),
    draftAction: paths.reportDraft(plan.id, unit.id),
    saved: refused ? '已填内容都在本页' : '边填边存为草稿',
    hidden: fieldViews(
      [{ name: 'draftVersion', label: '草稿', kind: 'hidden', value: draftName(ownDraft) }],
      null,
      filled.faults,
    ),
    itemsError: filled.faults?.byField.get('items') ?? null,
    items: views.filter((each) => !later.includes(each)).map(({ view }) => view),
    later: later.map(({ view }) => view),
    laterWords: `尚未开始的${later.length}项`,
    shared: sharedFields(facts, filled.prefill, filled.typed, filled.faults),
  };
}

/** What the fields are filled with. */
interface Filled {
  typed: Typed | null;
  faults: Faults | null;
  prefill: Prefill;
}

function itemView(one: ReportItem, { world, me }: ReportFacts, filled: Filled | null): ReportItemView {
  const { item, isOpen } = one;
  const { today } = world;
  const hidden = filled
    ? fieldViews(
        [
          { name: reportField(item.id, 'version'), label: '版本', kind: 'hidden', value: String(item.version) },
          {
            name: reportField(item.id, 'base'),
            label: '原有',
            kind: 'hidden',
            value: baseOf(one, filled.prefill, today),
          },
        ],
        null,
        null,
      )
    : [];
  const ticked = filled?.typed ? tickedIn(filled.typed).includes(item.id) : isDue(one, world, me.items !== null);
  // What has not begun has a line to tick; fields of its own come when it begins, or where some were filled in.
  const isAhead = item.opensOn > today && !ticked && !hasOwn(filled?.typed, item.id);
  const fields = filled && !isAhead ? ownFields(one, today, filled.prefill, filled.typed, filled.faults) : [];
  const partners = filled && !isAhead ? partnerFields(one, filled.typed, filled.faults) : [];
  const saysOfPartners = partners.some(({ error, value }) => error !== null || value !== '');
  const isWrong = [...fields, ...partners].some(({ error }) => error !== null);
  const isOwn = filled?.typed ? OWN.some((name) => reportField(item.id, name) in (filled.typed ?? {})) : false;
  return {
    tick: filled && isOpen ? { id: `f-item-${item.id}`, value: String(item.id), checked: ticked } : null,
    measure: `${item.measureNumber}${item.measureTitle}`,
    href: paths.assignment(item.id),
    meta: `${phaseName(item.phasePosition)} · ${ROLE_WORDS[item.role]} · ${shortDay(item.dueOn, today)}（${weekdayName(item.dueOn)}）前`,
    light: light(standingOf(item, today, world)),
    period: isOpen
      ? filled
        ? askedWords(one, world)
        : periodWords(one, today, world)
      : `目前是“${ASSIGNMENT.stages[item.stage]}”，不用再报`,
    isLate: reportLate(item, today, world),
    before: beforeOf(one, today),
    open: isWrong || (fields.length > 0 && isOwn),
    ownWords: filled?.prefill.own.has(item.id) ? '此项单独填写（已带入上次内容，改动后才算）' : '此项单独填写',
    returned: one.last?.stage === 'returned' ? `退回原因：${one.last.reviewReason}` : null,
    figures: filled && !isAhead ? figureFields(one, filled.typed, filled.faults) : [],
    hidden,
    fields,
    partners: partners.length > 0 ? { fields: partners, open: saysOfPartners } : null,
  };
}

const hasOwn = (typed: Typed | null | undefined, id: number) =>
  Object.entries(typed ?? {}).some(([name, value]) => {
    return value !== '' && name.startsWith(reportField(id, '')) && !/-(version|base)$/.test(name);
  });

function beforeOf({ last, lastBy }: ReportItem, today: string): SaidBefore | null {
  if (!last) return null;
  const who = lastBy?.byName ?? '';
  return {
    heading: `${shortDay(last.submittedOn, today)} ${who} ${REPORT_KIND_WORDS[last.kind]}`,
    parts: partsOf(last),
  };
}

/** A report's text by its heads, without what was left empty. */
export function partsOf(report: NonNullable<ReportItem['last']>): { term: string; text: string }[] {
  const { progress, problems, needs, needsFrom, nextSteps, nextOn } = report;
  return [
    { term: '本期进展', text: progress },
    { term: '存在问题', text: problems },
    { term: '需协调事项', text: aside(needs, needsFrom) },
    { term: '下步措施', text: aside(nextSteps, nextOn && `${longDay(nextOn)}前`) },
  ].filter(({ text }) => text !== '');
}

/** What others have filed of the ticked items, or kept as a draft, since the page was shown. */
function theirsOf({ items, ownDraft, world }: ReportFacts, { typed, faults }: Refused): ReportView['theirs'] {
  if (faults.status !== 409) return null;
  const ticked = tickedIn(typed);
  const changed = items.filter(
    ({ item, last }) =>
      last && ticked.includes(item.id) && typed[reportField(item.id, 'version')] !== String(item.version),
  );
  const filed = changed.flatMap(({ item, last, lastBy }) => {
    if (!last || !lastBy) return [];
    const heading = `${lastBy.byName}（${lastBy.actor}）${shortDay(lastBy.submittedOn, world.today)} ${momentOf(lastBy.submittedAt).time}报送`;
    return [{ measure: `${item.measureNumber}${item.measureTitle}`, heading, parts: partsOf(last) }];
  });
  const seen = seenDraft(typed);
  const isOther = ownDraft && (ownDraft.id !== seen?.id || ownDraft.version !== seen.version);
  const kept = faults.code === 'draft-taken' && isOther ? [draftTexts(ownDraft, world.today)] : [];
  if (filed.length + kept.length === 0) return null;
  return {
    title: filed.length > 0 ? '刚刚已报送的内容' : '刚刚存下的另一份草稿',
    lead: '您填写的内容仍在下面的表单里。请核对两份内容，需要再报的，改好后再提交。',
    texts: [...filed, ...kept],
  };
}

function draftTexts(draft: NonNullable<ReportFacts['ownDraft']>, today: string) {
  const fields = draftFields(draft);
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  const heads = { progress: '本期进展', problems: '存在问题', needs: '需协调事项', nextSteps: '下步措施' };
  const own = Object.keys(fields).filter((name) => /^i\d+-progress$/.test(name));
  const { today: day, time } = momentOf(draft.savedAt);
  return {
    measure: '草稿',
    heading: `${draft.savedBy} ${shortDay(day, today)} ${time}存`,
    parts: [
      ...Object.entries(heads).map(([name, term]) => ({ term, text: text(name) })),
      ...own.map((name) => ({ term: '单独填写', text: text(name) })),
    ].filter((part) => part.text !== ''),
  };
}
