import { type Calendar, workdaysAfter } from '../domain/calendar.js';
import { type Day, shortDay, weekdayName } from '../domain/day.js';
import { instructionLine } from '../domain/instructions.js';
import { timeLeft } from '../domain/standing.js';
import { type NamedAssignment } from '../storage/stores/assignments.js';
import { type MailFacts } from './compose.js';

/** What the first words of a mail to a unit are made of. */
export type NewsFacts = Pick<MailFacts, 'kind' | 'items' | 'asked' | 'assigned' | 'alsoLate'>;

/** '2项逾期；1项6月30日到期，还剩3个工作日' or '9项工作已交办，首个到期日6月30日'. */
export function newsOf(facts: NewsFacts, today: Day, calendar: Calendar): string {
  const { first, late, lateToRectify, next, atNext, later } = daysOf(facts, today);
  if (facts.kind === 'assigned') return `${facts.items.length}项工作已交办，首个到期日${shortDay(first, today)}`;
  const news: string[] = [];
  if (late > 0) news.push(`${late}项逾期`);
  if (lateToRectify > 0) news.push(`${lateToRectify}项整改逾期`);
  if (next !== null) {
    const left = workdaysAfter(calendar, today, next);
    const day = shortDay(next, today);
    const ahead = left === 0 ? `${day}到期，今天是最后一个工作日` : `${day}到期，还剩${left}个工作日`;
    news.push(`${atNext.length}项${next === today ? '今天到期' : ahead}`);
    if (later > 0) news.push(`另有${later}项临近到期`);
  }
  const requests = [...byPeriod(facts.asked)].map(([period, n]) => requestNews(period, n, today));
  const fresh = facts.assigned?.length ? [`${facts.assigned.length}项工作新交办`] : [];
  return [...(facts.kind === 'report-request' ? [...requests, ...news] : [...news, ...requests]), ...fresh].join('；');
}

function requestNews(period: Day, n: number, today: Day): string {
  if (period < today) return `${n}项进展${shortDay(period, today)}应报未报`;
  return period === today ? `${n}项进展今天报送` : `${n}项进展${shortDay(period, today)}前报送`;
}

/** How many reports each period asks for, the earliest period first. */
function byPeriod(asked: NewsFacts['asked']): Map<Day, number> {
  const counts = new Map<Day, number>();
  for (const { period } of [...asked].sort((a, b) => a.period.localeCompare(b.period)))
    counts.set(period, (counts.get(period) ?? 0) + 1);
  return counts;
}

const isToRectify = ({ stage }: Pick<NamedAssignment, 'stage'>) => stage === 'rectifying';

/** How many are late, how many of those to be put right; what comes due next and when. */
function daysOf({ items, alsoLate }: NewsFacts, today: Day) {
  const late = [...items.filter(({ dueOn }) => dueOn < today), ...alsoLate];
  const ahead = items.filter(({ dueOn }) => dueOn >= today);
  const next = ahead.map(({ dueOn }) => dueOn).sort()[0] ?? null;
  const atNext = ahead.filter(({ dueOn }) => dueOn === next);
  return {
    first: items.map(({ dueOn }) => dueOn).sort()[0] ?? today,
    late: late.filter((item) => !isToRectify(item)).length,
    lateToRectify: late.filter(isToRectify).length,
    next,
    atNext,
    later: ahead.length - atNext.length,
  };
}

/** The first sentence: what is asked, until when. */
export function askOf(facts: NewsFacts, today: Day, calendar: Calendar): string {
  const { first, late, lateToRectify, next, atNext, later } = daysOf(facts, today);
  if (facts.kind === 'assigned')
    return `请签收并按下列期限办理${facts.items.length}项工作，首个到期日为${shortDay(first, today)}（${weekdayName(first)}，含当日）。`;
  const asks: string[] = [];
  if (late > 0) asks.push(`${late}项工作已逾期，请抓紧办理并报送进展`);
  if (lateToRectify > 0) asks.push(`${lateToRectify}项工作整改逾期，请抓紧整改并报送整改情况`);
  if (next !== null) {
    const todo = atNext.every(isToRectify) ? '请按期整改并报送整改情况' : '请按期办结';
    asks.push(
      `${asks.length > 0 ? '另有' : ''}${atNext.length}项工作${timeLeft(next, today, calendar)}，${todo}`,
      ...(later > 0 ? [`还有${later}项临近到期`] : []),
    );
  }
  const requests = requestsOf(facts, today);
  const said = facts.kind === 'report-request' ? [...requests, ...alsoLateAsks(facts, asks)] : [...asks, ...requests];
  return `${[...said, ...assignedAsk(facts.assigned ?? [], today)].join('；')}。`;
}

function assignedAsk(assigned: readonly NamedAssignment[], today: Day): string[] {
  const [first] = assigned.map(({ dueOn }) => dueOn).sort();
  if (first === undefined) return [];
  return [
    `另有${assigned.length}项工作新交办，请签收并按期办理，首个到期日为${shortDay(first, today)}（${weekdayName(first)}）`,
  ];
}

/** What else a request for reports asks: late items that it asks a report of are some of those, not others. */
function alsoLateAsks(facts: NewsFacts, asks: readonly string[]): string[] {
  const asked = new Set(facts.asked.map(({ item }) => item.id));
  const areAsked = facts.items.length === 0 && facts.alsoLate.every(({ id }) => asked.has(id));
  return asks.map((one) => (areAsked ? `其中${one}` : `另有${one}`));
}

/** The reports asked for, period by period: of which items, so that nobody takes the same ones for more. */
function requestsOf(facts: NewsFacts, today: Day): string[] {
  const told = new Set([...facts.items, ...facts.alsoLate].map(({ id }) => id));
  const isOwn = facts.kind === 'report-request' || told.size === 0;
  return [...byPeriod(facts.asked)].map(([period, n]) => {
    const among = facts.asked.filter((one) => one.period === period && told.has(one.item.id)).length;
    if (isOwn) return requestAsk(period, `${n}项工作`, today);
    if (among < n) return `另${requestAsk(period, `${n}项工作`, today)}`;
    return requestAsk(period, n === told.size ? (n === 1 ? '这项工作' : '这些工作') : `其中${n}项`, today);
  });
}

function requestAsk(period: Day, whose: string, today: Day): string {
  const day = shortDay(period, today);
  if (period < today) return `${whose}${day}应报的进展尚未收到，请尽快报送`;
  if (period === today) return `今天（${day}）是报送日，请报送${whose}的本期进展`;
  return `请于${day}（${weekdayName(period)}）前（含当日）报送${whose}的本期进展`;
}

/** What stands in every mail until it is answered: reports whose day is over, leaders' instructions whose day is near or over. */
export function besidesOf({ missed, instructions }: Pick<MailFacts, 'missed' | 'instructions'>, today: Day): string[] {
  const report =
    missed && `此外，${missed.count}项工作${shortDay(missed.period, today)}应报的进展至今未报，请一并报送。`;
  const shown = instructions.slice(0, MOST_INSTRUCTIONS).map((one) => instructionLine(one, today));
  const more = instructions.length - shown.length;
  const waiting = `另有${instructions.length}件领导批示待报办理情况：${shown.join('；')}${more > 0 ? `；还有${more}件，请登录查看` : ''}。`;
  return [...(report ? [report] : []), ...(shown.length > 0 ? [waiting] : [])];
}

const MOST_INSTRUCTIONS = 3;
