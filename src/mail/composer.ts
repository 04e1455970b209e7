import { type Moment } from '../clock.js';
import { type Day } from '../domain/day.js';
import { chaseNumber } from '../domain/chases.js';
import { isResent } from '../domain/mail-acts.js';
import { isAnswerable, replyAddress } from '../domain/answers.js';
import { type EventWords, type OutboxItem, type OutboxMail, type Plan } from '../domain/plan.js';
import { stillStands } from '../domain/recheck.js';
import { rulesOf } from '../domain/rules.js';
import { deadlineOf } from '../domain/standing.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { replySignature, type Secret } from '../secret.js';
import { type Storage } from '../storage/doors.js';
import { calendarWith } from '../working-days.js';
import { composeMail, type ComposedMail } from './compose.js';
import { composeDigest, digestIdOf } from './compose-digest.js';
import { composeEscalation } from './compose-escalation.js';
import { readLadder } from './ladder.js';
import { openPainter } from './painter.js';
import { readUnits, sayingOf } from './unit-facts.js';

/** What the words of mails are made with; without the secret, for a page that shows a mail, its link does not work. */
export interface ComposingPost {
  storage: Storage;
  engine: ViewEngine;
  baseUrl: string;
  secret?: Secret;
  /** Where answers go, when they are taken in at all; without an address of their own, to the sender. */
  answers?: { replyTo: string | null } | null;
}

/** The token of a mail's personal link: the same each time the mail is sent; only its hash is kept. */
export const tokenOf = (secret: Secret, { messageId }: Pick<OutboxMail, 'messageId'>) =>
  secret.of(`mail-link:${messageId}`);

/** Stands in the place of the token wherever a mail is kept or shown. */
export const UNTOLD = '······';

/** The bodies of a mail as they are kept: without the token. */
export function untold(
  secret: Secret,
  mail: Pick<OutboxMail, 'messageId'>,
  { text, html }: Pick<ComposedMail, 'text' | 'html'>,
): { textBody: string; htmlBody: string } {
  const told = tokenOf(secret, mail);
  return { textBody: text.replaceAll(told, UNTOLD), htmlBody: html.replaceAll(told, UNTOLD) };
}

/** What a mail belongs to that is about no plan but the program. */
const PLATFORM: Omit<Plan, 'text'> = {
  ...{ id: 0, title: '“落实”平台运行维护', docNumber: null, issuer: null, issuedOn: null, state: 'running' },
  ...{ activatedAt: null, rules: JSON.stringify({ shortTitle: '落实' }), version: 1 },
};

/** Makes the words of one of the mails it was made for, as they would leave now; null where the mail's items are gone. */
export type Compose = (
  mail: Pick<
    OutboxMail,
    | 'id'
    | 'key'
    | 'kind'
    | 'day'
    | 'planId'
    | 'unitId'
    | 'postId'
    | 'toName'
    | 'toAddress'
    | 'messageId'
    | 'words'
    | 'number'
  >,
) => (ComposedMail & Prospect) | null;

/** Where a mail goes and what of it still stands. */
export interface Prospect {
  toAddress: string | null;
  /** The deadlines that it tells. */
  dueDays: Day[];
  /** The rows of what it was to say and does not, because it has been settled since. */
  dropped: number[];
  /** Nothing of what it was to say still stands. */
  isMoot: boolean;
}

/**
 * Reads at once what these mails are about, as it stands at a moment; their words are then made one by one. Without the
 * secret, for a page that shows a mail, its link does not work.
 */
export async function composer(
  post: ComposingPost,
  mails: readonly Pick<OutboxMail, 'id' | 'kind' | 'unitId' | 'postId' | 'words'>[],
  moment: Moment,
): Promise<Compose> {
  const issueIds = mails.flatMap((mail) => digestIdOf(mail) ?? []);
  const painter = issueIds.length > 0 ? await openPainter() : null;
  return post.storage.read(async (stores) => {
    const issues = new Map((await stores.digests.byIds([...new Set(issueIds)])).map((issue) => [issue.id, issue]));
    const press = { engine: post.engine, painter, drawn: new Map<number, Buffer>() };
    const said = await stores.outbox.itemsOf(mails.map((mail) => mail.id));
    const ids = [...said.values()].flat().map((item) => item.assignmentId);
    const placed = new Map((await stores.assignments.byIds([...new Set(ids)])).map((item) => [item.id, item]));
    const plans = new Map((await stores.plans.heads()).map((plan) => [plan.id, plan]));
    const calendar = calendarWith(await stores.calendar.overrides());
    const world = { engine: post.engine, calendar };
    const unitFacts = await readUnits(stores, mails, moment.today, { calendar, plans });
    const { secret, baseUrl } = post;
    // Mail goes to whoever holds the post on the day it leaves.
    const holders = await stores.addresses.ofUnits(idsOf(mails, 'unitId'), moment.today);
    const held = await stores.addresses.ofPosts(idsOf(mails, 'postId'), moment.today);
    const addressOf = ({ unitId, postId }: Pick<OutboxMail, 'unitId' | 'postId'>) =>
      postId !== null ? held.get(postId) : unitId !== null ? holders.get(unitId) : undefined;
    const ladder = await readLadder(stores, mails, said, moment.today);
    const context = {
      ...{ calendar, today: moment.today, asking: await stores.extensions.pendingIds([...placed.keys()]) },
      rulesOfPlan: (planId: number) => rulesOf(plans.get(planId) ?? { rules: '{}' }),
    };
    const stands = (mail: Pick<OutboxMail, 'kind'>, row: OutboxItem) => {
      const item = placed.get(row.assignmentId);
      const isRunning = plans.get(item?.planId ?? 0)?.state === 'running';
      return item !== undefined && stillStands(mail.kind, row, { item, isRunning }, context);
    };
    return (mail) => {
      const { id, kind, planId, unitId, toName, toAddress, messageId, words } = mail;
      const own = said.get(id) ?? [];
      const standing = own.filter((row) => stands(mail, row));
      // What the office has written by hand counts its items: it says all of them or nothing.
      const told = standing.length === 0 || words !== null ? own : standing;
      const dropped = own.filter((row) => !told.includes(row)).map((row) => row.id);
      const spoken = sayingOf(told, placed);
      // A reminder of which nothing is left but what is assigned is a notice of that.
      const isNotice =
        kind === 'assigned' || (spoken.assigned.length > 0 && spoken.items.length + spoken.asked.length === 0);
      const saying = isNotice ? { ...spoken, items: [...spoken.items, ...spoken.assigned], assigned: [] } : spoken;
      const { items } = saying;
      const about = items[0] ?? saying.asked[0]?.item;
      // A mail about an event need be about no item; a reminder without one has lost what it was about.
      const found = plans.get(about?.planId ?? (words === null ? 0 : (planId ?? 0)));
      const plan = found ?? (kind === 'alarm' ? PLATFORM : null);
      if (!plan) return null;
      const event = words === null ? null : (JSON.parse(words) as EventWords);
      const token = secret ? tokenOf(secret, { messageId }) : UNTOLD;
      const aboutNone = { home: '/', health: '/health', instructions: `/plans/${plan.id}/instructions` };
      const link = `${baseUrl}${about ? `/l/${token}` : aboutNone[event?.opens ?? 'instructions']}`;
      const number = chaseNumber(mail);
      const mayAnswer = !!post.answers && about !== undefined && isAnswerable(mail);
      const made = (): ComposedMail | null => {
        const issueId = digestIdOf(mail);
        if (issueId !== null) {
          const issue = issues.get(issueId);
          return issue ? composeDigest(issue, { toName, plan, baseUrl, token }, press) : null;
        }
        if (kind === 'escalation') {
          const still = items.filter((item) => ladder.climbs(item));
          const facts = { unitId, toName, plan, plans, items: still, ladder, link, baseUrl, number };
          return still.length > 0 ? composeEscalation(facts, moment.today, world) : null;
        }
        const isOfTimetable = event === null && !isNotice;
        const told = isOfTimetable
          ? unitFacts(unitId, saying)
          : { ...saying, alsoLate: [], missed: null, instructions: [] };
        const said = isNotice ? ({ kind: 'assigned', number: null } as const) : { kind, number };
        const facts = { ...said, unitName: toName, plan, plans, ...told, event, link, mayAnswer };
        return composeMail(facts, moment.today, world);
      };
      const composed = made();
      if (!composed) return null;
      const subject = isResent(mail) ? `（重发）${composed.subject}` : composed.subject;
      const dueDays = [
        ...[...items, ...saying.assigned].map((item) => deadlineOf(item)),
        ...saying.asked.map(({ period }) => period),
      ];
      const replyTo = mayAnswer ? replyToOf(post, mail) : null;
      // Of a closed plan nothing is said any more, whatever a mail is about.
      const isMoot = found?.state === 'closed' || (own.length > 0 && standing.length === 0);
      // Nobody gets what was meant for the holder of a post that is vacant now.
      const to = addressOf(mail) ?? (mail.postId === null ? toAddress : null);
      return { ...composed, subject, replyTo, toAddress: to, dueDays, dropped, isMoot };
    };
  });
}

/** The ids that a column of some mails names, each once. */
const idsOf = <C extends 'unitId' | 'postId'>(mails: readonly Pick<OutboxMail, C>[], column: C): number[] => [
  ...new Set(mails.flatMap((mail) => mail[column] ?? [])),
];

/** The signed address for answers to a mail; null where they come to its sender, or where the page that shows it has no secret. */
function replyToOf({ answers, secret }: ComposingPost, mail: Pick<OutboxMail, 'id' | 'messageId'>): string | null {
  return answers?.replyTo && secret ? replyAddress(answers.replyTo, mail.id, replySignature(secret, mail)) : null;
}
