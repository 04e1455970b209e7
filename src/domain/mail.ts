import { type Day } from './day.js';
import { type DigestKind, type Instant } from './plan.js';

/** 摘要: the figures of a digest as they were sent, shown unchanged for ever; `key` admits each issue once. */
export interface Digest {
  id: number;
  key: string;
  planId: number;
  kind: DigestKind;
  /** 第n期, within its plan and kind. */
  nth: number;
  /** Set for the digest of one unit. */
  unitId: number | null;
  day: Day;
  windowFrom: Day;
  windowTo: Day;
  /** JSON; its shape belongs to the digests. */
  figures: string;
  madeAt: Instant;
}

/** The one row on whether mails may leave: stopped while the server cannot be reached or refuses the sign-in. */
export interface Delivery {
  id: number;
  stoppedAt: Instant | null;
  reason: string | null;
  /** When the server is tried again. */
  probeAt: Instant | null;
  /** When the office was told of this stop. */
  toldAt: Instant | null;
}

export type LetterState = 'drafted' | 'confirmed' | 'parked' | 'dismissed';

/** What came with a letter: attachments that were kept, and why others were not. */
export interface LetterFiles {
  kept: number[];
  refused: string[];
}

/**
 * 来信: a mail that came in. `outboxId` is the mail of ours that it answers or, where the office gave it to a unit, the one that told
 * the unit; `files` is JSON of `LetterFiles`.
 */
export interface Letter {
  id: number;
  messageId: string;
  receivedAt: Instant;
  fromAddress: string;
  subject: string;
  body: string;
  outboxId: number | null;
  unitId: number | null;
  state: LetterState;
  reason: string | null;
  files: string;
  version: number;
}
