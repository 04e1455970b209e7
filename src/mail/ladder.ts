import { type Day, shortDay } from '../domain/day.js';
import { climbingWith, climbs } from '../domain/escalation.js';
import { type OutboxItem, type OutboxMail } from '../domain/plan.js';
import { kindOfRule, type ReminderItem } from '../domain/reminders.js';
import { type Report } from '../domain/reports.js';
import { joined } from '../domain/sentences.js';
import { type Stores } from '../storage/stores/all.js';
import { calendarWith } from '../working-days.js';

/** What the mails up the ladder say of their items besides the days. */
export interface Ladder {
  /** Whether an item is still to be told: its unit has neither acted nor reported, and waits for no answer. */
  climbs: (item: ReminderItem) => boolean;
  /** The unit's own last word on it, and how often it was chased for. */
  notesOn: (item: { id: number }) => string[];
}

/** Reads at once what the escalations among some mails say as it stands on a day; no statement where there are none. */
export async function readLadder(
  stores: Stores,
  mails: readonly Pick<OutboxMail, 'id' | 'kind'>[],
  said: ReadonlyMap<number, readonly OutboxItem[]>,
  today: Day,
): Promise<Ladder> {
  const own = mails.filter(({ kind }) => kind === 'escalation').flatMap(({ id }) => said.get(id) ?? []);
  if (own.length === 0) return { climbs: () => false, notesOn: () => [] };
  const ids = [...new Set(own.map(({ assignmentId }) => assignmentId))];
  const context = climbingWith({
    calendar: calendarWith(await stores.calendar.overrides()),
    plans: await stores.plans.heads(),
    asking: await stores.extensions.pendingIds(ids),
    reported: await stores.escalations.reported(today),
  });
  const dueDays = new Set(own.map(({ assignmentId, dueOn }) => `${assignmentId}:${dueOn}`));
  const last = new Map((await stores.reports.latestOf(ids)).map((report) => [report.assignmentId, report]));
  const telling = new Map((await stores.reports.latestTellingOf(ids)).map((report) => [report.assignmentId, report]));
  const left = (await stores.escalations.leftAbout(ids)).filter(({ rule }) => kindOfRule(rule) === 'chase');
  return {
    climbs: (item) => dueDays.has(`${item.id}:${item.dueOn}`) && climbs(item, today, context),
    notesOn: ({ id }) => {
      const days = left.filter(({ assignmentId }) => assignmentId === id).map(({ day }) => day);
      return [wordOf(telling.get(id) ?? last.get(id) ?? null, today), ...chasedWords(days, today)];
    },
  };
}

const chasedWords = (days: readonly Day[], today: Day): string[] =>
  days.length === 0 ? [] : [`已催办${days.length}次，最近一次${shortDay(days.at(-1) ?? today, today)}`];

const LONGEST_WORD = 120;

/** What a unit said last: its problem and what it asks for, else its progress, else that it has said nothing. */
function wordOf(report: Report | null, today: Day): string {
  if (!report) return '单位尚未报送进展';
  const { problems, needs, needsFrom, progress } = report;
  const asked = needs === '' ? '' : `需协调（${needsFrom === '' ? '未写明由谁协调' : needsFrom}）：${needs}`;
  const told = joined([problems === '' ? '' : `存在问题：${problems}`, asked]);
  const words = (told === '' ? (progress === '' ? '本期无变化' : progress) : told).replace(/\s+/g, ' ');
  const signs = [...words];
  const cut = signs.length > LONGEST_WORD ? `${signs.slice(0, LONGEST_WORD).join('')}……` : words;
  const said = `单位${shortDay(report.submittedOn, today)}报${report.stage === 'returned' ? '（已退回）' : ''}`;
  return told === '' ? `${said}：${cut}` : `${said}，${cut}`;
}
