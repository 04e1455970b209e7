import { DOCUMENT_WORDS } from '../domain/corrections.js';
import { longDay } from '../domain/day.js';
import { type GroupDifference, type HeadDifference } from '../domain/plan-comparison-group.js';
import { POST_WORDS } from '../domain/posts.js';
import { type ComparisonRow } from '../rendering/views-intakes.js';
import { paths, withQuery } from '../web/paths.js';
import { type ComparisonFacts } from './comparison.views.js';

/** Where else than here a difference is seen to. */
const NOTES = {
  title: '岗位沿用原来的写法，仍由本人担任，不必办理',
  gone: '岗位不能撤销；由别人接任的，在“人员”中交接',
  barred: '由管理人员的同事在“人员”中登记',
};

/** The rows of a changed leading group: those that are seen to from here, and those that are only told. */
export function groupRows(
  { plan, facts, appoints }: ComparisonFacts,
  group: readonly GroupDifference[],
): {
  rows: ComparisonRow[];
  told: ComparisonRow[];
} {
  const from = { intake: facts.intake.id };
  const led = (href: string) => (appoints ? { href, note: null } : { href: null, note: NOTES.barred });
  const rowsOf = (difference: GroupDifference): ComparisonRow => {
    const what = POST_WORDS[difference.post];
    switch (difference.kind) {
      case 'post-holder': {
        const { postId, before, after } = difference;
        const href = withQuery(paths.handover(postId), { name: after.name, ...from });
        const said = { before: titled(before.name ?? '空缺', before.title), after: titled(after.name, after.title) };
        return { what, ...said, ...led(href), act: '登记交接' };
      }
      case 'post-new': {
        const { post, title, name } = difference;
        const href = withQuery(paths.people(plan.id), { kind: post, title, name, ...from });
        return { what: `增加${what}`, before: '没有', after: titled(name, title), ...led(href), act: '登记任职' };
      }
      case 'post-title': {
        const { name, before, after } = difference;
        return {
          what: `${what}${name}的职务`,
          before: before || '没有写',
          after: after || '没有写',
          ...only(NOTES.title),
        };
      }
      case 'post-gone': {
        const { title, name } = difference;
        return { what: `减少${what}`, before: titled(name ?? '空缺', title), after: '没有', ...only(NOTES.gone) };
      }
    }
  };
  const isSeenTo = ({ kind }: GroupDifference) => kind === 'post-holder' || kind === 'post-new';
  return {
    rows: group.filter(isSeenTo).map(rowsOf),
    told: group.filter((difference) => !isSeenTo(difference)).map(rowsOf),
  };
}

/** What the document's head says otherwise; all of it is put right at once. */
export function headRows({ plan, facts, corrects }: ComparisonFacts, head: readonly HeadDifference[]): ComparisonRow[] {
  const { title, docNumber, issuer, issuedOn } = plan;
  const after = Object.fromEntries(head.map((one) => [one.field, one.after]));
  const asked = { kind: 'document', title, docNumber, issuer, issuedOn, ...after, intake: facts.intake.id };
  const href = corrects ? withQuery(`${paths.corrections(plan.id)}/preview`, asked) : null;
  return head.map(({ field, before, after: now }, at) => {
    const words = (value: string) => (field === 'issuedOn' ? longDay(value) : value);
    return {
      what: DOCUMENT_WORDS[field],
      before: before === null ? '没有' : words(before),
      after: words(now),
      ...(at === 0
        ? { href, act: '看影响并更正', note: head.length > 1 ? `连同下面的${head.length - 1}处一并更正` : null }
        : only(`与“${DOCUMENT_WORDS[head[0]!.field]}”一并更正`)),
    };
  });
}

const only = (note: string) => ({ href: null, note, act: '' });
const titled = (name: string, title: string): string => (title === '' ? name : `${name}（${title}）`);
