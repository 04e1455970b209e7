import { type Fate, fateOf, isReportable, type LetterHead, tagOf } from '../domain/answers.js';
import { type Day } from '../domain/day.js';
import { type Instant } from '../domain/plan.js';
import { withoutQuoted } from '../domain/quoted-text.js';
import { replySignature, type Secret } from '../secret.js';
import { type Stores } from '../storage/stores/all.js';
import { type AnsweredMail } from '../storage/stores/letters.js';

/** A mail as it came in. */
export interface IncomingLetter {
  messageId: string;
  head: LetterHead;
  fromName: string;
  text: string;
  to: readonly string[];
  answers: readonly string[];
  isCut: boolean;
  fileCount: number;
}

/** What letters are judged by. */
export interface Reception {
  secret: Secret;
  /** The pattern of reply addresses ('luoshi+*@…'); null where answers come to the sender's own address. */
  replyTo: string | null;
  /** Addresses under which the program writes. */
  ownAddresses: readonly string[];
  /** An hour ago. */
  since: Instant;
}

/** Who wrote, as the unit knows them; `postId` is null for the unit's own address. */
export interface LetterSender {
  name: string;
  phone: string | null;
  postId: number | null;
}

/** What was found out about a letter: what it answers, of which plan, unit and items, who wrote it, and what becomes of it. */
export interface Judged {
  fate: Fate;
  mail: AnsweredMail | null;
  unitId: number | null;
  planId: number | null;
  /** The items of the mail that can be reported now. */
  items: readonly number[];
  sender: LetterSender | null;
}

/** Finds out what a letter answers and decides what becomes of it. Writes nothing. */
export async function judgeLetter(
  stores: Stores,
  letter: IncomingLetter,
  reception: Reception,
  today: Day,
): Promise<Judged> {
  const { mail, isForged } = await answeredBy(stores, letter, reception);
  const { head } = letter;
  const found = mail?.unitId ? await stores.mailLinks.itemsOf({ outboxId: mail.id, unitId: mail.unitId }) : [];
  const planOf = mail?.planId ?? found[0]?.planId ?? null;
  // Nothing is reported to a closed plan: what answers its mails is put aside for the office.
  const isClosed = planOf !== null && (await stores.closures.isAnyClosed([planOf]));
  const linked = isClosed ? [] : found;
  const sender = mail?.unitId ? await senderOf(stores, mail.unitId, head.fromAddress, today) : null;
  const isTagged = (address: string) => reception.replyTo !== null && tagOf(reception.replyTo, address) !== null;
  const fate = fateOf({
    head,
    ownAddresses: isTagged(head.fromAddress) ? [head.fromAddress] : reception.ownAddresses,
    recent: await stores.letters.countFrom(head.fromAddress, reception.since),
    ...{ isCut: letter.isCut, isForged, isKnown: sender !== null },
    answered: mail && { ...mail, stages: linked.map(({ stage }) => stage) },
    saysSomething: letter.fileCount > 0 || withoutQuoted(letter.text) !== '',
  });
  const reportable = linked.filter(({ stage }) => isReportable(stage));
  return {
    ...{ fate, mail, sender, unitId: mail?.unitId ?? null },
    planId: isClosed ? null : planOf,
    items: reportable.map(({ assignmentId }) => assignmentId),
  };
}

/** The mail that a letter answers: by its signed address, else by the nearest Message-ID of ours. */
async function answeredBy(
  stores: Stores,
  { to, answers }: IncomingLetter,
  { replyTo, secret }: Reception,
): Promise<{ mail: AnsweredMail | null; isForged: boolean }> {
  const tag = replyTo === null ? null : (to.map((address) => tagOf(replyTo, address)).find((one) => one) ?? null);
  if (tag !== null) {
    const mail = await stores.outbox.byId(tag.outboxId);
    const isSigned = mail !== null && replySignature(secret, mail) === tag.signature;
    return { mail: isSigned ? mail : null, isForged: !isSigned };
  }
  const mails = await stores.letters.mailsOf(answers);
  const byId = new Map(mails.map((mail) => [mail.messageId, mail]));
  return { mail: answers.flatMap((id) => byId.get(id) ?? [])[0] ?? null, isForged: false };
}

/** Whose address it is among those a unit is known by on a day; null for a stranger's. */
async function senderOf(stores: Stores, unitId: number, address: string, day: Day): Promise<LetterSender | null> {
  const isTheirs = (mail: string | null) => mail !== null && mail.toLowerCase() === address;
  const holder = (await stores.people.holdersOf([unitId], day)).find(({ mail }) => isTheirs(mail));
  if (holder) return { name: holder.name, phone: holder.phone, postId: holder.postId };
  const unit = await stores.plans.unit(unitId);
  return unit && isTheirs(unit.mail) ? { name: unit.name, phone: null, postId: null } : null;
}
