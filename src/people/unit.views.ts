import { may, type Person } from '../domain/permissions.js';
import { type Unit, type UnitAlias } from '../domain/plan.js';
import { type Holding, holderOn, mayCorrect, type Post, POST_WORDS } from '../domain/posts.js';
import { type Link } from '../rendering/views-common.js';
import { type FormView } from '../rendering/views-forms.js';
import { type UnitPeopleView, type UnitPostRow } from '../rendering/views-people.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { daysOf, holderCells } from './holders.js';

/** Of all who ever held a unit's posts, so many of the last are listed. */
const PAST_SHOWN = 20;

/** What the page of a unit's people is made of. */
export interface UnitPeopleFacts {
  today: string;
  me: Person;
  unit: Unit;
  /** The newest running plan in which the unit works, for the way back. */
  planId: number | null;
  posts: readonly Post[];
  /** Everyone who holds or held them, who came last first. */
  held: readonly Holding[];
  aliases: readonly UnitAlias[];
  refused: { typed: Typed; faults: Faults } | null;
}

/** A unit's posts with today's holders, those before them, and its other names. */
export function unitPeopleView(facts: UnitPeopleFacts): Omit<UnitPeopleView, 'frame'> {
  const { me, unit, planId, aliases, refused, posts } = facts;
  const manages = may(me, 'manage-people');
  const adding = manages ? aliasForm(unit.id, refused) : null;
  const past = pastOf(facts, manages);
  return {
    trail: planId === null ? [] : trailOf(me, unit, planId),
    name: unit.name,
    news: newsOf(facts),
    rows: posts.map((post) => postRow(post, facts, manages)),
    past,
    pastNone: '没有交接记录',
    aliases: aliases.map(({ id, name }) => ({ name, action: manages ? paths.aliasRemoval(unit.id, id) : null })),
    aliasesNone: '没有别名',
    summary: faultSummary(refused?.faults ?? null, adding?.fields ?? []),
    adding,
  };
}

function trailOf(me: Person, unit: Unit, planId: number): Link[] {
  const work = paths.unit(planId, unit.id);
  if (!may(me, 'see-all')) return [{ label: '本单位事项', href: work }];
  return [
    { label: '岗位与联系人', href: paths.people(planId) },
    { label: unit.name, href: work },
  ];
}

const holderOf = (post: Post, { held, today }: UnitPeopleFacts) =>
  holderOn(
    held.filter((holding) => holding.postId === post.id),
    today,
  );

function newsOf(facts: UnitPeopleFacts): string {
  if (facts.posts.length === 0) return '本单位还没有设岗位，请在方案的岗位与联系人页补齐';
  const post = facts.posts.find(({ kind }) => kind === 'liaison');
  const liaison = post ? holderOf(post, facts) : null;
  if (!liaison)
    return facts.unit.mail
      ? '还没有联络员，提醒和通知发到单位登记的邮箱'
      : '还没有联络员，也没有登记邮箱：提醒和通知写好后暂存，登记后自动发出';
  if (liaison.mail === null) return `联络员${liaison.name}没有登记邮箱`;
  return liaison.bouncedOn === null ? `提醒和通知发给联络员${liaison.name}` : `联络员${liaison.name}的邮箱退信，请更正`;
}

function postRow(post: Post, facts: UnitPeopleFacts, manages: boolean): UnitPostRow {
  const holder = holderOf(post, facts);
  const before = holder && facts.held.some((other) => other.postId === post.id && other.fromOn < holder.fromOn);
  return {
    ...holderCells(holder, facts.me),
    post: POST_WORDS[post.kind],
    acts: [
      ...(manages ? [{ label: holder ? '交接' : '登记任职', href: paths.handover(post.id) }] : []),
      ...(holder && mayCorrect(facts.me, holder) ? [{ label: '更正', href: paths.postContact(post.id) }] : []),
      ...(holder && before ? [{ label: '交接单', href: paths.handoverSheet(holder.tenureId) }] : []),
    ],
  };
}

function pastOf({ held, today }: UnitPeopleFacts, manages: boolean): UnitPeopleView['past'] {
  const inOffice = new Set(held.filter(({ untilOn }) => untilOn === null).map(({ contactId }) => contactId));
  const past = held.filter(({ untilOn }) => untilOn !== null && untilOn < today).slice(0, PAST_SHOWN);
  return past.map((holding) => {
    const { tenureId, contactId, name, mail, phone, kind } = holding;
    const known = mail !== null || phone !== null;
    const erasing = { action: paths.contactErasure(tenureId), of: name };
    return {
      ...{ name, post: POST_WORDS[kind], days: daysOf(holding, today) },
      erasing: manages && known && !inOffice.has(contactId) ? erasing : null,
    };
  });
}

function aliasForm(unitId: number, refused: UnitPeopleFacts['refused']): FormView {
  const fields = fieldViews(
    [{ name: 'alias', label: '增加别名', required: true, hint: '如“县金融服务中心”' }],
    refused?.typed ?? null,
    refused?.faults ?? null,
  );
  return { action: paths.aliases(unitId), submit: '增加', multipart: false, summary: null, fields };
}
