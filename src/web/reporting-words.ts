import { type Day, shortDay, weekdayName } from '../domain/day.js';
import {
  missedPeriod,
  nextReportDay,
  PERIOD_WORDS,
  periodState,
  type ReportingFacts,
  reportLate,
  type ReportingRules,
} from '../domain/reporting.js';
import { type Report } from '../domain/reports.js';

/** The latest report of an item, as far as a reporting day is concerned. */
export type Answer = Pick<Report, 'kind' | 'stage' | 'submittedOn' | 'periodOn'>;

/** An item with its latest report that was not withdrawn. */
export interface Reporting {
  item: ReportingFacts;
  last: Answer | null;
}

/** How an item stands with its reports: '6月10日一期未报', '6月24日一期已报', '6月24日一期今天应报'; '' where nothing is asked. */
export function periodWords({ item, last }: Reporting, today: Day, world: ReportingRules): string {
  if (last?.stage === 'returned') return `${shortDay(last.periodOn, today)}一期${PERIOD_WORDS.returned}，请补正重报`;
  const missed = missedPeriod(item, today, world);
  const next = nextReportDay(item, today, world);
  if (missed !== null)
    return `${shortDay(missed, today)}一期${PERIOD_WORDS.missing}${next === today ? '，今天应报下一期' : ''}`;
  if (next === null) return '';
  const answer = answerFor(next, item, last);
  if (answer) return `${shortDay(next, today)}一期${PERIOD_WORDS[periodState(item, next, answer, today, world)]}`;
  return next === today ? `${shortDay(next, today)}一期今天应报` : `${shortDay(next, today)}前报送`;
}

/** When a unit reports next and how it stands: '下次报送：6月24日（周三）前；已报2项，待报3项；6月10日一期未报1项'. */
export function reportingNews(items: readonly Reporting[], today: Day, world: ReportingRules): string {
  const days = items.map(({ item }) => nextReportDay(item, today, world));
  const next = days.filter((day) => day !== null).sort()[0];
  if (next === undefined) return '目前没有需要报送的事项';
  const counts = new Map<string, number>();
  items.forEach(({ item, last }, i) => {
    if (days[i] !== next) return;
    const answer = answerFor(next, item, last);
    const word = answer ? PERIOD_WORDS[periodState(item, next, answer, today, world)] : '待报';
    counts.set(word, (counts.get(word) ?? 0) + 1);
  });
  const late = items.filter(({ item }) => reportLate(item, today, world)).length;
  const said = [...counts].map(([word, count]) => `${word}${count}项`).join('，');
  return `下次报送：${shortDay(next, today)}（${weekdayName(next)}）前；${said}${late > 0 ? `；上期${PERIOD_WORDS.missing}${late}项` : ''}`;
}

/** The answer to a reporting day that is still to come; what was answered further ahead has answered it too. */
function answerFor(day: Day, item: ReportingFacts, last: Answer | null): Answer | null {
  return last && last.stage !== 'withdrawn' && item.reportedFor !== null && item.reportedFor >= day ? last : null;
}
