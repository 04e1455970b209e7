import { may, type Person } from '../domain/permissions.js';
import { type Unit } from '../domain/plan.js';
import { type Holding, PLAN_POSTS, type Post, POST_WORDS, type PostUnit, UNIT_POSTS } from '../domain/posts.js';
import { type FormView } from '../rendering/views-forms.js';
import { type GroupRow, type GroupView, type LiaisonRow } from '../rendering/views-people.js';
import { type Faults, faultSummary, fieldViews, type FieldSpec, type Typed } from '../web/forms.js';
import { pagerOf } from '../web/pager.js';
import { paths, withQuery } from '../web/paths.js';
import { reissueField, reissueOf } from '../web/reissue.js';
import { type PlanWorld } from '../web/world.js';
import { holderCells } from './holders.js';

export const PER_PAGE = 50;

/** What the page of a plan's people is made of. */
export interface GroupFacts {
  world: PlanWorld;
  me: Person;
  /** How many members the document names. */
  members: number;
  posts: readonly (Post & { holder: Holding | null })[];
  lookedAfter: readonly PostUnit[];
  units: readonly Unit[];
  unitPosts: readonly Post[];
  holders: readonly Holding[];
  page: number;
  /** The post that a document issued again asks for; null where nothing does. */
  asked: Typed | null;
  refused: { typed: Typed; faults: Faults } | null;
}

/** 岗位与联系人 of a plan: the liaisons of its units, those missing first, then the leading group and its office. */
export function groupView(facts: GroupFacts): Omit<GroupView, 'frame'> {
  const { world, me, posts, page, asked, refused } = facts;
  const { plan } = world;
  const manages = may(me, 'manage-people');
  const rows = liaisonRows(facts);
  const form = manages ? addingForm(plan.id, world.today, asked, refused) : null;
  return {
    trail: [{ label: '方案', href: paths.plan(plan.id) }],
    planTitle: plan.title,
    news: newsOf(rows),
    links: [
      ...(manages ? [{ label: '导入联系人', href: paths.contactsImport(plan.id) }] : []),
      ...(may(me, 'manage-accounts') ? [{ label: '给联络员开账号', href: paths.newAccount() }] : []),
    ],
    filling: manages ? filling(facts) : null,
    rows: rows.slice((page - 1) * PER_PAGE, page * PER_PAGE),
    rowsNone: '这个方案还没有责任单位',
    pager: pagerOf(page, PER_PAGE, rows.length, (to) => withQuery(paths.people(plan.id), { page: to })),
    group: posts.map((post) => groupRow(post, facts, manages)),
    groupNone: '还没有登记领导小组及办公室的岗位',
    summary: faultSummary(refused?.faults ?? null, form?.fields ?? []),
    adding: form && { open: refused !== null || asked !== null, form },
  };
}

/** A unit without a liaison first, then one whose liaison has no mail, or one that sends mails back; each in the plan's order. */
function liaisonRows({ units, holders, me }: GroupFacts): LiaisonRow[] {
  const of = (unitId: number, kind: string) =>
    holders.find((holding) => holding.unitId === unitId && holding.kind === kind) ?? null;
  const weight = (holder: Holding | null) =>
    holder === null ? 0 : holder.mail === null ? 1 : holder.bouncedOn !== null ? 2 : 3;
  return units
    .map((unit) => ({ unit, liaison: of(unit.id, 'liaison') }))
    .sort((a, b) => weight(a.liaison) - weight(b.liaison))
    .map(({ unit, liaison }) => {
      const lacks = ['缺联络员', '缺邮箱', '邮箱退信'][weight(liaison)];
      return {
        ...holderCells(liaison, me),
        unit: unit.name,
        href: paths.unitPeople(unit.id),
        missing: lacks === undefined ? null : { standing: 'due-soon', label: lacks },
        deputy: of(unit.id, 'deputy-liaison')?.name ?? '',
      };
    });
}

function newsOf(rows: readonly LiaisonRow[]): string {
  const lack = (label: string) => rows.filter(({ missing }) => missing?.label === label).length;
  const [people, mails, bounced] = [lack('缺联络员'), lack('缺邮箱'), lack('邮箱退信')];
  if (people + mails + bounced === 0) return `${rows.length}个单位都有联络员和邮箱`;
  const parts = [
    people > 0 ? `还有${people}个单位没有联络员` : '',
    mails > 0 ? `${mails}个单位的联络员没有邮箱` : '',
    bounced > 0 ? `${bounced}个单位的联络员邮箱退信` : '',
  ];
  return parts.filter((part) => part !== '').join('，');
}

function filling({ world, posts, members, units, unitPosts }: GroupFacts): GroupView['filling'] {
  const group = posts.length === 0 ? members : 0;
  const lacking = units.length * UNIT_POSTS.length - unitPosts.length;
  if (group + lacking <= 0) return null;
  const parts = [group > 0 ? `方案所列${group}人还没有登记岗位` : '', lacking > 0 ? '有的责任单位还没有设岗位' : ''];
  const sentence = `${parts.filter((part) => part !== '').join('，')}。补齐后，方案所列人员自印发之日起任职，各单位岗位先空着。`;
  return { action: paths.postFilling(world.plan.id), sentence, button: '从方案补齐岗位' };
}

function groupRow(post: Post & { holder: Holding | null }, facts: GroupFacts, manages: boolean): GroupRow {
  const looks = facts.lookedAfter.filter(({ postId }) => postId === post.id).map(({ unitId }) => unitId);
  const names = facts.units.filter(({ id }) => looks.includes(id)).map((unit) => unit.name);
  const isDeputy = post.kind === 'deputy-leader';
  const acts = [
    { label: post.holder ? '交接' : '登记任职', href: paths.handover(post.id) },
    ...(post.holder ? [{ label: '更正', href: paths.postContact(post.id) }] : []),
    ...(isDeputy ? [{ label: '分管单位', href: paths.postUnits(post.id) }] : []),
  ];
  const { name, since, mail, phone } = holderCells(post.holder, facts.me);
  const hasMail = (post.holder?.mail ?? null) !== null;
  return {
    ...{ name, since },
    reached: hasMail ? mail : phone,
    phone: hasMail && post.holder?.phone ? phone : null,
    post: POST_WORDS[post.kind],
    title: post.title,
    units: isDeputy ? (names.length === 0 ? '未登记' : names.join('、')) : null,
    acts: manages ? acts : [],
  };
}

/** Whoever is added holds the new post from a day on. */
function addingForm(planId: number, today: string, asked: Typed | null, refused: GroupFacts['refused']): FormView {
  const options = PLAN_POSTS.map((kind) => ({ value: kind, label: POST_WORDS[kind] }));
  const fields = fieldViews(
    [
      { name: 'kind', label: '岗位', kind: 'select', required: true, options, value: 'office-staff' },
      { name: 'title', label: '职务或单位', hint: '如“县财政局”，可不填' },
      ...personFields({ name: '', mail: '', phone: '' }),
      { name: 'fromOn', label: '任职日期', kind: 'day', required: true, value: today },
      ...reissueField(reissueOf(refused?.typed ?? asked ?? {})),
    ],
    refused?.typed ?? asked,
    refused?.faults ?? null,
    'new',
  );
  return { action: paths.planPosts(planId), submit: '增设并登记任职', multipart: false, summary: null, fields };
}

/** The name that a document issued again gives, where it leads to a form. */
export const askedName = ({ name }: Typed): string => (typeof name === 'string' ? name : '');

/** What is known of a person, as fields. */
export function personFields(known: { name: string; mail: string | null; phone: string | null }): FieldSpec[] {
  return [
    { name: 'name', label: '姓名', required: true, value: known.name, autocomplete: 'off' },
    ...contactFields(known),
  ];
}

/** Where a person is reached, as fields. */
export function contactFields(known: { mail: string | null; phone: string | null }): FieldSpec[] {
  return [
    { name: 'mail', label: '邮箱', kind: 'mail', value: known.mail ?? '', autocomplete: 'off' },
    { name: 'phone', label: '办公电话', hint: '如 0898-27700000', value: known.phone ?? '', autocomplete: 'off' },
  ];
}
