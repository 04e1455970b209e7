import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { momentOf } from '../../src/clock.js';
import { weekdayName } from '../../src/domain/day.js';
import { type MailKind, type OutboxMail } from '../../src/domain/plan.js';
import { ROOT } from '../../src/places.js';
import { type Program } from '../../src/program.js';
import { type OutboxLine } from '../../src/storage/stores/outbox.js';

/** A mail of a year with its items' ids, as the checks of a scenario read it. */
export type YearsMail = OutboxLine & { items: number[] };

/** Every mail of a program, in the order in which they were queued. */
export async function allMails({ storage }: Program): Promise<YearsMail[]> {
  return storage.read(async ({ outbox }) => {
    const { mails } = await outbox.list({ limit: 20_000, offset: 0 });
    const said = await outbox.itemsOf(mails.map(({ id }) => id));
    return mails
      .map((mail) => ({ ...mail, items: (said.get(mail.id) ?? []).map(({ assignmentId }) => assignmentId) }))
      .sort((a, b) => a.id - b.id);
  });
}

/**
 * The mails as a clerk reads them: one line for each day, kind and subject; those of one line differ only in their numbers, such as how
 * many items they name. What did not leave is said.
 */
export function listOfMails(mails: readonly YearsMail[], units: readonly string[]): string {
  const lines = new Map<string, string[]>();
  for (const mail of [...mails].sort((a, b) => leftOn(a).localeCompare(leftOn(b)) || a.id - b.id)) {
    const unit = units.find((name) => mail.toName.startsWith(name)) ?? mail.toName;
    const subject = (mail.subject ?? '').replace(unit, '○○').replace(/\d+(?=项|号|个问题)|(?<=已办结)\d+\/\d+/gu, 'n');
    const day = leftOn(mail);
    const state = mail.state === 'sent' ? '' : `（${mail.state}）`;
    const line = `${day} ${weekdayName(day)}  ${mail.kind}${state}  ${subject}`;
    lines.set(line, [...(lines.get(line) ?? []), mail.toName]);
  }
  const whom = (names: string[]) =>
    names.length === units.length && units.every((unit) => names.some((name) => name.startsWith(unit)))
      ? `${units.length}个单位${names[0]?.replace(units[0] ?? '', '').replace(/ .*$/u, '') ?? ''}`
      : names.join('、');
  return [...lines].map(([line, names]) => `${line}  → ${whom(names)}\n`).join('');
}

/** Who got more than one mail of the kinds that are one a day, with the day; leaders and heads get one of any kind. */
export function heardTwice(mails: readonly YearsMail[]): string[] {
  const heard = new Map<string, number>();
  for (const mail of mails) {
    if (mail.state !== 'sent' || (mail.postId === null && !REMINDING.includes(mail.kind))) continue;
    const whom = `${leftOn(mail)} ${mail.toAddress}`;
    heard.set(whom, (heard.get(whom) ?? 0) + 1);
  }
  return [...heard].filter(([, count]) => count > 1).map(([whom]) => whom);
}

/** The kinds by which a unit is asked for what it has not done. */
const REMINDING: readonly MailKind[] = ['reminder', 'chase', 'report-request'];
/** After these acts an item waits for nothing of its unit. */
const DONE = ['complete', 'accept', 'pass', 'submit-rectification', 'recheck-pass', 'settle', 'waive'];
/** After these it does again. */
const UNDONE = ['return', 'withdraw', 'reopen', 'fail', 'recheck-fail', 'resume'];

/** Mails that asked a unit for an item that it had done by then: 'day kind unit item'. */
export async function askedInVain({ storage }: Program, mails: readonly YearsMail[]): Promise<string[]> {
  const asking = mails.filter((mail) => mail.state === 'sent' && REMINDING.includes(mail.kind));
  const history = await storage.read((stores) => stores.history.onAssignmentsAfter(1, '2020-01-01'));
  const turns = history.filter(({ act }) => DONE.includes(act) || UNDONE.includes(act)).sort((a, b) => a.id - b.id);
  return asking.flatMap((mail) =>
    mail.items.flatMap((id) => {
      const last = turns.filter((one) => one.assignmentId === id && one.at < (mail.sentAt ?? '')).at(-1);
      return last && DONE.includes(last.act) ? [`${leftOn(mail)} ${mail.kind} ${mail.toName} ${id}: ${last.act}`] : [];
    }),
  );
}

/** The day on which a mail left, or for which it waits. */
export const leftOn = ({ sentAt, day }: Pick<OutboxMail, 'sentAt' | 'day'>): string =>
  sentAt ? momentOf(sentAt).today : day;

/** Compares a text with the reviewed one in `test/scenarios/golden`; `UPDATE_GOLDEN=1` writes it, to be read again before it is committed. */
export function expectGolden(name: string, text: string): void {
  const file = join(ROOT, 'test/scenarios/golden', name);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : `${name} was never reviewed`);
}
