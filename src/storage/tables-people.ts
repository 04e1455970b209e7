import {
  type Account,
  type AccountLink,
  type ApiToken,
  type FormKey,
  type MailLink,
  type Session,
} from '../domain/accounts.js';
import { type Contact, type Post, type PostUnit, type Tenure } from '../domain/posts.js';
import { day, id, instant, int, orNull, table, text, to } from './columns.js';

export const contacts = table<Contact>('contact', {
  id,
  name: text,
  mail: orNull(text),
  phone: orNull(text),
  bouncedOn: orNull(day),
  bounce: orNull(text),
  version: int,
});

export const posts = table<Post>(
  'post',
  { id, kind: text, planId: orNull(to('plan')), unitId: orNull(to('unit')), title: text, position: int },
  { indexes: [['planId'], ['unitId']] },
);

export const postUnits = table<PostUnit>(
  'post_unit',
  { id, postId: to('post'), unitId: to('unit') },
  { uniques: [['postId', 'unitId']], indexes: [['unitId']] },
);

export const tenures = table<Tenure>(
  'tenure',
  { id, postId: to('post'), contactId: to('contact'), fromOn: day, untilOn: orNull(day), version: int },
  { indexes: [['postId'], ['contactId']] },
);

export const accounts = table<Account>(
  'account',
  {
    id,
    login: text,
    name: text,
    role: text,
    unitId: orNull(to('unit')),
    contactId: orNull(to('contact')),
    passwordHash: orNull(text),
    passwordSetOn: orNull(day),
    failures: int,
    lockedUntil: orNull(instant),
    totpSecret: orNull(text),
    totpStep: orNull(int),
    disabledAt: orNull(instant),
    version: int,
  },
  { uniques: [['login']], indexes: [['unitId'], ['contactId']] },
);

export const sessions = table<Session>(
  'session',
  {
    idHash: { ...text, primary: true },
    accountId: to('account'),
    stage: text,
    device: text,
    createdAt: instant,
    lastSeenAt: instant,
  },
  { indexes: [['accountId']] },
);

export const accountLinks = table<AccountLink>(
  'account_link',
  { id, hash: text, kind: text, accountId: orNull(to('account')), expiresAt: instant, usedAt: orNull(instant) },
  { uniques: [['hash']], indexes: [['accountId']] },
);

export const apiTokens = table<ApiToken>(
  'api_token',
  {
    id,
    hash: text,
    accountId: to('account'),
    name: text,
    createdAt: instant,
    expiresAt: orNull(instant),
    revokedAt: orNull(instant),
  },
  { uniques: [['hash']], indexes: [['accountId']] },
);

export const mailLinks = table<MailLink>(
  'mail_link',
  { id, hash: text, outboxId: to('outbox'), unitId: orNull(to('unit')), madeAt: instant, revokedAt: orNull(instant) },
  { uniques: [['hash']], indexes: [['outboxId'], ['unitId']] },
);

export const formKeys = table<FormKey>(
  'form_key',
  { key: { ...text, primary: true }, at: instant, answer: text },
  { indexes: [['at']] },
);
