import { longDay, shortDay } from '../domain/day.js';
import { phaseName } from '../domain/phases.js';
import { POST_WORDS } from '../domain/posts.js';
import { nextUnanswered } from '../domain/reporting.js';
import { countsPer, worstOf } from '../domain/standing.js';
import { type Fact } from '../rendering/views-common.js';
import { type SheetItem, type SheetView } from '../rendering/views-people.js';
import { barOf, light, lightBesideDue } from '../web/lights.js';
import { paths } from '../web/paths.js';
import { type World } from '../web/world.js';
import { trailOf, whereFacts } from './post.views.js';
import { type SheetFacts } from './sheet.service.js';

const LONGEST_WORDS = 120;

/** 工作交接单: who hands over to whom from when, and what is open. */
export function sheetView(facts: SheetFacts, world: World): Omit<SheetView, 'frame'> {
  const { holding, open, total, before } = facts;
  return {
    trail: [trailOf(holding, facts.of)],
    heading: `${POST_WORDS[holding.kind]}工作交接单`,
    facts: [...whereFacts(holding, facts.of), ...handoverFacts(facts, world)],
    sentence: before
      ? `自${longDay(holding.fromOn)}起，本岗位工作由${holding.name}接替，不再另行发文。`
      : `自${longDay(holding.fromOn)}起，本岗位工作由${holding.name}办理。`,
    total: total === open.length ? `${total}项` : `共${total}项，列出到期最早的${open.length}项`,
    items: open.map((item) => itemOf(item, facts, world)),
    itemsNone: holding.planId === null ? '没有未了事项' : '本岗位没有直接承办的责任事项',
    units: unitsOf(facts, world),
    signatures: ['移交人', '接任人', '监交人', '日期'],
  };
}

function handoverFacts(
  { holding, before, open, waiting, rules }: SheetFacts,
  { today, calendar, rules: usual }: World,
): Fact[] {
  const days = open.flatMap(
    (item) => nextUnanswered(item, today, { calendar, rules: rules.get(item.planId) ?? usual }) ?? [],
  );
  const [next] = days.sort();
  const line = (term: string, value: string): Fact => ({ term, value, href: null });
  return [
    line(
      '移交人',
      before ? `${before.name}（${longDay(before.fromOn)}至${longDay(before.untilOn ?? holding.fromOn)}）` : '无',
    ),
    line('接任人', holding.name),
    line('接任日期', longDay(holding.fromOn)),
    ...(holding.planId === null ? [line('下次报送', next ? longDay(next) : '近期没有')] : []),
    ...(waiting ? [line('待批延期', `${waiting.extensions}件`), line('未了整改', `${waiting.rectifications}件`)] : []),
  ];
}

function itemOf(item: SheetFacts['open'][number], { reports, rules }: SheetFacts, world: World): SheetItem {
  const { today } = world;
  const report = reports.find(({ assignmentId }) => assignmentId === item.id);
  const words = report ? [...report.progress.replace(/\s+/g, ' ')] : [];
  const said = words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS).join('')}……` : words.join('');
  return {
    href: paths.assignment(item.id),
    measure: `${item.measureNumber}${item.measureTitle}`,
    phase: phaseName(item.phasePosition),
    dueOn: shortDay(item.dueOn, today),
    light: lightBesideDue(item, today, { ...world, rules: rules.get(item.planId) ?? world.rules }),
    last: report ? `${shortDay(report.submittedOn, today)}　${said}` : '还没有报送',
  };
}

function unitsOf({ holding, units, tallies, rules }: SheetFacts, world: World): SheetView['units'] {
  const planId = holding.planId ?? 0;
  const reckoning = { calendar: world.calendar, rules: rules.get(planId) ?? world.rules };
  const counts = countsPer(tallies, ({ ofId }) => ofId, world.today, reckoning);
  return units.map(({ id, name }) => {
    const own = counts.get(id) ?? {};
    return {
      name,
      href: paths.unit(planId, id),
      light: light(worstOf(own) ?? 'not-open'),
      words: barOf(own).words,
    };
  });
}
