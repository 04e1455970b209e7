import { isWorkday } from './calendar.js';
import { type Day, plusDays } from './day.js';
import { isNews, isOpen } from './digest.js';
import { type DigestOccasion, headsOwed, type IssueFacts, leadersOwed } from './digest-days.js';
import { type Counts, countStandings, type Reckoning, type Tallied } from './standing.js';
import { threeNumbers } from './yesterday.js';

/** The days that are looked at, both included. */
export interface Ahead {
  today: Day;
  to: Day;
}

/** The working days of a span on which the timetable has still to decide, each with the last one before on which it did. */
function undecided({ today, to }: Ahead, { calendar, lookedOn }: Pick<IssueFacts, 'calendar' | 'lookedOn'>) {
  const days: { day: Day; lookedOn: Day | null }[] = [];
  let looked = lookedOn;
  for (let day = today; day <= to; day = plusDays(day, 1)) {
    if (!isWorkday(calendar, day) || (looked !== null && looked >= day)) continue;
    days.push({ day, lookedOn: looked });
    looked = day;
  }
  return days;
}

/**
 * The issues that are owed to the leaders from one day to another if nobody acts, each with its reasons: the lights are taken as
 * they will be by then. `told` are the counts of the last issue. What moved since it has changed them, so that no act is looked up.
 */
export function leadersAhead(
  facts: IssueFacts,
  tallies: readonly Tallied[],
  told: { counts: Counts } | null,
  ahead: Ahead,
  reckoning: Reckoning,
): { day: Day; occasions: DigestOccasion[] }[] {
  const issues: { day: Day; occasions: DigestOccasion[] }[] = [];
  let [last, lastOn] = [told, facts.lastOn];
  for (const { day, lookedOn } of undecided(ahead, facts)) {
    const known = { ...facts, lookedOn, lastOn };
    if (leadersOwed(known, day, { isNews: true, isOpen: true }).length === 0) continue;
    const counts = countStandings(tallies, day, reckoning);
    const news = { isNews: hasNews(counts, last), isOpen: isOpen(counts) };
    const occasions = leadersOwed(known, day, news);
    if (occasions.length === 0) continue;
    issues.push({ day, occasions });
    [last, lastOn] = [{ counts }, day];
  }
  return issues;
}

/** The days on which the heads of units are owed their issue. */
export function headsAhead(facts: Pick<IssueFacts, 'startedOn' | 'lookedOn' | 'calendar'>, ahead: Ahead): Day[] {
  return undecided(ahead, facts)
    .filter(({ day, lookedOn }) => headsOwed({ ...facts, lookedOn }, day))
    .map(({ day }) => day);
}

/** On which of these days a unit has something left or something new, with what its lights are by then. */
export function tellingDays(
  days: readonly Day[],
  tallies: readonly Tallied[],
  told: { counts: Counts } | null,
  reckoning: Reckoning,
): { day: Day; counts: Counts }[] {
  let last = told;
  return days.flatMap((day) => {
    const counts = countStandings(tallies, day, reckoning);
    if (!isOpen(counts) && !hasNews(counts, last)) return [];
    last = { counts };
    return { day, counts };
  });
}

function hasNews(counts: Counts, last: { counts: Counts } | null): boolean {
  return isNews({ counts, red: { total: threeNumbers(counts).late }, moves: [] }, last);
}
