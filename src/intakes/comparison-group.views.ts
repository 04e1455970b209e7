import { longDay } from '../domain/day.js';
import { type GroupDifference, type HeadDifference } from '../domain/plan-comparison-group.js';
import { POST_WORDS } from '../domain/posts.js';
import { type ComparisonRow } from '../rendering/views-intakes.js';
import { paths, withQuery } from '../web/paths.js';
import { type ComparisonFacts } from './comparison.views.js';

const HEAD_WORDS: Readonly<Record<HeadDifference['field'], string>> = {
  title: '方案标题',
  docNumber: '发文字号',
  issuer: '印发机关',
  issuedOn: '印发日期',
};

/** Where else than here a difference is seen to. */
const NOTES = {
  head: '运行中的方案沿用原文件的写法；更正时把新文件写进更正理由',
  title: '岗位沿用原来的写法，仍由本人担任，不必办理',
  gone: '岗位不能撤销；由别人接任的，在“人员”中交接',
  barred: '由管理人员的同事在“人员”中登记',
};

/** The rows of a changed leading group: those that are seen to from here, and those that are only told. */
export function groupRows({ group, plan, facts, appoints }: ComparisonFacts): {
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

/** What the document's head says otherwise: the running plan keeps what it was started with. */
export function headRows({ head }: ComparisonFacts): ComparisonRow[] {
  return head.map(({ field, before, after }) => {
    const words = (value: string) => (field === 'issuedOn' ? longDay(value) : value);
    return {
      what: HEAD_WORDS[field],
      before: before === null ? '没有' : words(before),
      after: words(after),
      ...only(NOTES.head),
    };
  });
}

const only = (note: string) => ({ href: null, note, act: '' });
const titled = (name: string, title: string): string => (title === '' ? name : `${name}（${title}）`);
