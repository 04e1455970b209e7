import { type Day, longDay, shortDay, weekdayName } from '../domain/day.js';
import { type ForeseenMail, type MailChanges } from '../domain/foreseen.js';
import { ruleWords } from '../domain/reminders.js';
import { type MailChangesView } from '../rendering/views-rules.js';
import { MAIL_WORDS } from './mail-words.js';

/** How far ahead a change is looked at. */
export const DAYS_FORESEEN = 90;
const ROWS_SHOWN = 40;
const READERS_NAMED = 6;

type What = '新增' | '取消' | '改期' | '内容有变';
interface Change {
  what: What;
  from: Day | null;
  mail: ForeseenMail;
}

/** Why a mail leaves, in words: '到期前第3个工作日；逾期第1个工作日'; '' where it is about no item. */
export const reasonsOf = ({ items, why }: Pick<ForeseenMail, 'items' | 'why'>) =>
  why ?? [...new Set(items.map(({ rule }) => ruleWords(rule)))].join('；');

/** The readers by name where they are few, else their number. */
export function readersNamed(mails: readonly ForeseenMail[]): string {
  const names = [...new Set(mails.map(({ toName }) => toName))];
  return names.length <= READERS_NAMED ? names.join('、') : `${names[0]}等${names.length}个收件人`;
}

/** What a change does to the mails ahead, one row for those that share day, kind and reason. */
export function mailChangesView(changes: MailChanges, today: Day, to?: Day): MailChangesView {
  const all: Change[] = [
    ...changes.appears.map((mail) => ({ what: '新增' as const, from: null, mail })),
    ...changes.vanishes.map((mail) => ({ what: '取消' as const, from: null, mail })),
    ...changes.moves.map(({ from, mail }) => ({ what: '改期' as const, from, mail })),
    ...changes.differs.map((mail) => ({ what: '内容有变' as const, from: null, mail })),
  ];
  const rows = new Map<string, Change[]>();
  for (const change of all) {
    const key = [change.mail.on, change.what, change.from, change.mail.kind, reasonsOf(change.mail)].join('|');
    rows.set(key, [...(rows.get(key) ?? []), change]);
  }
  const sorted = [...rows].sort(([a], [b]) => a.localeCompare(b)).map(([, same]) => same);
  const said = (day: Day) => `${shortDay(day, today)} ${weekdayName(day)}`;
  return {
    sum: sumOf(all, to === undefined ? `今后${DAYS_FORESEEN}天` : `今后至${longDay(to)}`),
    rows: sorted.slice(0, ROWS_SHOWN).map((same) => {
      const { what, from, mail } = same[0]!;
      return {
        what,
        day: from ? `${said(from)} → ${said(mail.on)}` : said(mail.on),
        kind: MAIL_WORDS[mail.kind],
        why: reasonsOf(mail) || '—',
        count: `${same.length}封`,
        who: readersNamed(same.map((change) => change.mail)),
      };
    }),
    more: sorted.length > ROWS_SHOWN ? `另有${sorted.length - ROWS_SHOWN}行未列出` : null,
  };
}

function sumOf(all: readonly Change[], span: string): string {
  const counts = (['新增', '取消', '改期', '内容有变'] as const)
    .map((what) => ({ what, count: all.filter((change) => change.what === what).length }))
    .filter(({ count }) => count > 0);
  const ahead = `${span}（按无人办结预计）`;
  if (counts.length === 0) return `${ahead}的邮件没有变化`;
  return `${ahead}：${counts.map(({ what, count }) => `${what}${count}封`).join('，')}`;
}
