import { longDay } from '../domain/day.js';
import { may, type Person } from '../domain/permissions.js';
import { type Unit } from '../domain/plan.js';
import { type Holding, type Post, POST_WORDS } from '../domain/posts.js';
import { type Fact, type Link } from '../rendering/views-common.js';
import { type PostFormView } from '../rendering/views-people.js';
import { type Faults, faultSummary, fieldViews, type FieldSpec, type Typed } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { reissueField, reissueOf } from '../web/reissue.js';
import { askedName, contactFields, personFields } from './group.views.js';
import { holderCells } from './holders.js';

/** A post with where it belongs and who holds it, as its small forms need it. */
export interface PostFacts {
  today: string;
  me: Person;
  post: Post;
  /** '县财政局', or the plan's title. */
  of: string;
  holder: Holding | null;
  refused: { typed: Typed; faults: Faults } | null;
}

/** The page that lists a post among the others. */
export function homeOf(post: Pick<Post, 'planId' | 'unitId'>): string {
  return post.planId !== null ? paths.people(post.planId) : paths.unitPeople(post.unitId ?? 0);
}

/** Giving a post to a successor, or to somebody where it is vacant; a document issued again may ask for one by name. */
export function handoverView(facts: PostFacts, asked: Typed): Omit<PostFormView, 'frame'> {
  const { post, holder, today } = facts;
  const word = POST_WORDS[post.kind];
  const running = holder?.untilOn === null ? holder : null;
  const fields: FieldSpec[] = [
    ...personFields({ name: askedName(asked), mail: null, phone: null }),
    {
      ...{ name: 'fromOn', label: holder ? '接任日期' : '任职日期', kind: 'day', required: true, value: today },
      hint: holder ? '从这一天起由继任者办理；现任任期到前一天为止' : '从这一天起任职，不晚于今天',
    },
    { name: 'tenure', label: '任期', kind: 'hidden', value: String(running?.tenureId ?? 0) },
    { name: 'version', label: '版本', kind: 'hidden', value: String(running?.version ?? 0) },
    ...reissueField(reissueOf(asked)),
  ];
  const speaks = post.kind === 'liaison';
  return formView(facts, fields, {
    heading: holder ? `${word}交接` : `登记${word}`,
    hint: !holder
      ? '登记后，本岗位由此人办理。'
      : `由继任者接替，不再另行发文。提交后生成交接单；历任姓名留在记录里。${
          speaks ? '此前发往本单位的邮件链接随即失效，前任以本单位联络员身份开设的账号停用。' : ''
        }`,
    action: paths.handover(post.id),
    submit: holder ? '登记交接' : '登记任职',
  });
}

/** Setting right what is known of whoever holds a post; only the office changes a name. */
export function contactView(facts: PostFacts & { holder: Holding }): Omit<PostFormView, 'frame'> {
  const { post, holder, me } = facts;
  const fields: FieldSpec[] = [
    ...(may(me, 'manage-people') ? personFields(holder) : contactFields(holder)),
    { name: 'contactId', label: '联系人', kind: 'hidden', value: String(holder.contactId) },
    { name: 'version', label: '版本', kind: 'hidden', value: String(holder.contactVersion) },
  ];
  return formView(facts, fields, {
    heading: `更正${holder.name}的联系方式`,
    hint: '换人请用“交接”，这里只更正同一个人的联系方式。',
    action: paths.postContact(post.id),
    submit: '保存',
  });
}

/** Which units a deputy leader looks after. */
export function postUnitsView(
  facts: PostFacts & { units: readonly Unit[]; chosen: readonly number[] },
): Omit<PostFormView, 'frame'> {
  const { post, units, chosen } = facts;
  const options = units.map(({ id, name }) => ({ value: String(id), label: name }));
  const field: FieldSpec = { name: 'units', label: '联系的单位', kind: 'checks', options, value: chosen.map(String) };
  return formView(facts, [field], {
    heading: '分管联系单位',
    hint: '勾选由这位副组长分管联系的责任单位；延期审批等需报副组长的事项按此呈报。',
    action: paths.postUnits(post.id),
    submit: '保存',
  });
}

function formView(
  { post, of, holder, me, refused }: PostFacts,
  specs: readonly FieldSpec[],
  said: { heading: string; hint: string; action: string; submit: string },
): Omit<PostFormView, 'frame'> {
  const fields = fieldViews(specs, refused?.typed ?? null, refused?.faults ?? null);
  const { heading, hint, action, submit } = said;
  return {
    trail: [trailOf(post, of)],
    heading,
    hint,
    facts: [...whereFacts(post, of), ...holderFacts(holder, me)],
    summary: faultSummary(refused?.faults ?? null, fields),
    form: { action, submit, multipart: false, summary: null, fields },
  };
}

/** The way back to the page that lists a post. */
export function trailOf(post: Pick<Post, 'planId' | 'unitId'>, of: string): Link {
  return { label: post.planId === null ? of : '岗位与联系人', href: homeOf(post) };
}

/** Which post it is, as lines of a list. */
export function whereFacts(post: Pick<Post, 'kind' | 'title' | 'planId'>, of: string): Fact[] {
  const title = post.title === '' ? POST_WORDS[post.kind] : `${POST_WORDS[post.kind]}（${post.title}）`;
  return [
    { term: post.planId === null ? '单位' : '方案', value: of, href: null },
    { term: '岗位', value: title, href: null },
  ];
}

function holderFacts(holder: Holding | null, me: Person): Fact[] {
  if (!holder) return [{ term: '现任', value: '空缺', href: null }];
  const { name, mail, phone } = holderCells(holder, me);
  return [
    { term: '现任', value: name, href: null },
    { term: '任职日期', value: longDay(holder.fromOn), href: null },
    { term: '邮箱', value: mail, href: null },
    { term: '办公电话', value: phone, href: null },
  ];
}
