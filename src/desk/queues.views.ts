import { momentOf } from '../clock.js';
import { type Day, shortDay } from '../domain/day.js';
import { chaseNumber } from '../domain/chases.js';
import { decideBy } from '../domain/escalation.js';
import { EXTENSION } from '../domain/lifecycle.js';
import { POST_WORDS } from '../domain/posts.js';
import { type DeskLine, type DeskList } from '../rendering/views-desk.js';
import { type Queue } from '../storage/stores/queues.js';
import { daysLeft } from '../web/days-left.js';
import { paths } from '../web/paths.js';
import { type DeskFacts } from './desk.service.js';

/** A queue as the page knows it: what it is called, how many wait, what its emptiness means. */
export interface Section {
  id: string;
  title: string;
  count: number;
  /** What is said of it where nothing waits. */
  none: string;
}

/** The first words of a text, cut between characters. */
export const excerpt = (text: string, most = 80): string => {
  const signs = [...text.replace(/\s+/g, ' ')];
  return signs.length > most ? `${signs.slice(0, most).join('')}……` : signs.join('');
};

const MOVED = '更正前，邮件改发本单位下一位有邮箱的联系人；更正后，暂存的邮件自动发出';

/** The queues whose work is done on the thing's own page: a line each, with what one must know to choose. */
export function listsOf(facts: DeskFacts): (Section & { lines: DeskLine[]; more: string | null })[] {
  const { today, calendar, plan } = facts.world;
  const day = (one: Day | null) => (one === null ? '' : shortDay(one, today));
  const item = (of: { unitName: string; measureNumber: string; measureTitle: string }) =>
    `${of.unitName} ${of.measureNumber}${of.measureTitle}`;
  return [
    {
      ...section('extensions', '延期申请', facts.extensions, '没有等待审批的延期申请'),
      more: paths.extensions(plan.id),
      lines: facts.extensions.rows.map((one) => ({
        href: paths.extension(one.id),
        text: `${item(one)}：申请由${day(one.dueOnBefore)}延至${day(one.askedDay)}`,
        detail: `第${one.nth}次申请 · ${EXTENSION.stages[one.stage]} · 原期限${daysLeft(one.dueOnBefore, today, calendar)} · 理由：${excerpt(one.reason)}`,
      })),
    },
    {
      ...section('escalations', '待放行的督促提醒', facts.escalations, '没有等待办公室放行的督促提醒'),
      more: paths.outbox({ kind: 'escalation', state: 'held' }),
      lines: facts.escalations.rows.map((one) => {
        const by = decideBy(one.day, calendar);
        const late = today > by ? '已过决定期限，未放行不会发出；' : '';
        return {
          href: paths.escalation(one.id),
          text: `送${one.toName}：${one.units}个单位${one.items}项逾期`,
          detail: `${late}请于${day(by)}前决定，${daysLeft(by, today, calendar)} · ${chaseNumber(one) ?? ''} · ${day(one.day)}提请`,
        };
      }),
    },
    {
      ...section('instructions', '批示待办结', facts.instructions, '没有单位已报办理情况、等待办结的批示'),
      more: paths.instructions(plan.id),
      lines: facts.instructions.rows.map((one) => ({
        href: paths.instruction(one.id),
        text: `${one.leaderName}：${excerpt(one.text)}`,
        detail: `${one.unitName}${day(one.answeredOn)}报：${excerpt(one.answer)}`,
      })),
    },
    {
      ...section('late-instructions', '批示逾期', facts.lateInstructions, '没有逾期未报的批示'),
      more: paths.instructions(plan.id),
      lines: facts.lateInstructions.rows.map((one) => ({
        href: paths.instruction(one.id),
        text: `${one.leaderName}：${excerpt(one.text)}`,
        detail: `${one.unitName}没有报办理情况 · 期限${day(one.dueOn)} · ${daysLeft(one.dueOn, today, calendar)}`,
      })),
    },
    {
      ...section('objections', '异议待答复', facts.objections, '没有等待答复的异议'),
      more: paths.rectifications(plan.id),
      lines: facts.objections.rows.map((one) => ({
        href: paths.rectification(one.rectificationId),
        text: `${one.number} ${item(one)}`,
        detail: `${day(one.raisedOn)}提出 · ${excerpt(one.text)}`,
      })),
    },
    {
      ...section('rechecks', '整改待复查', facts.rechecks, '没有已报整改、等待复查的问题'),
      more: paths.rectifications(plan.id),
      lines: facts.rechecks.rows.map((one) => ({
        href: paths.rectification(one.id),
        text: `${one.number} ${item(one)}`,
        detail: `第${one.round}轮 · ${day(one.submittedOn)}报送整改情况 · 限期${day(one.dueOn)} · ${excerpt(one.fact)}`,
      })),
    },
    { ...inspectionsOf(facts), more: paths.inspections(plan.id) },
    ...lettersOf(facts),
    {
      ...section('addresses', '地址退信或缺地址', facts.unreachable, '没有退信，登记的联络员都有邮箱'),
      more: paths.people(plan.id),
      lines: facts.unreachable.rows.map((one) => ({
        href: one.unitId === null ? paths.people(plan.id) : paths.unitPeople(one.unitId),
        text: `${one.unitName ?? '领导小组'}${POST_WORDS[one.kind]}${one.name}：${one.bouncedOn ? `${one.mail ?? ''}退信` : '没有登记邮箱'}`,
        detail: one.bouncedOn ? `${day(one.bouncedOn)}退信 · ${excerpt(one.bounce ?? '')} · ${MOVED}` : MOVED,
      })),
    },
  ];
}

/** Only where answers by mail are taken in there are any. */
function lettersOf({ letters, world }: DeskFacts): (Section & { lines: DeskLine[]; more: string })[] {
  if (letters.total === 0) return [];
  const lines = letters.rows.map((one) => ({
    href: paths.letter(one.id),
    text: `${one.unitName ?? one.fromAddress}：${excerpt(one.subject || '没有主题的来信')}`,
    detail: `${shortDay(momentOf(one.receivedAt).today, world.today)}收到 · ${one.reason ?? ''}`,
  }));
  return [{ ...section('letters', '来信待处理', letters, ''), lines, more: paths.letters() }];
}

function inspectionsOf({ inspections, toInspect, world }: DeskFacts): Section & { lines: DeskLine[] } {
  const lines: DeskLine[] = inspections.rows.map((one) => ({
    href: paths.inspection(one.id),
    text: `${one.number} ${one.title}`,
    detail: `${shortDay(one.heldOn, world.today)} · 已作结论${one.concluded}项，共${one.items}项`,
  }));
  const count = inspections.total;
  if (count > 0 || toInspect === 0)
    return { ...section('inspections', '检查验收', inspections, '没有进行中的检查验收批次'), lines };
  lines.push({
    href: paths.inspections(world.plan.id),
    text: `${toInspect}项已办结，可以检查验收`,
    detail: '最后阶段已经开始，还没有进行中的检查验收批次',
  });
  return { ...section('inspections', '检查验收', { total: 1 }, ''), lines };
}

function section(id: string, title: string, { total }: Pick<Queue<unknown>, 'total'>, none: string): Section {
  return { id: `s-${id}`, title, count: total, none };
}

/** A list as the page prints it; null where it is empty. */
export function listView(list: ReturnType<typeof listsOf>[number]): DeskList | null {
  if (list.count === 0) return null;
  const { id, title, count, lines, more } = list;
  return {
    id,
    title,
    count,
    lines,
    more: more && count > lines.length ? { label: `全部${count}件`, href: more } : null,
  };
}
