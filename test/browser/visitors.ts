import Database from 'better-sqlite3';
import { type Page } from 'playwright-core';
import { takeIn } from '../../src/acts/intakes.js';
import { newMail } from '../../src/acts/new-mail.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { hashOf, openSecret } from '../../src/secret.js';
import { sqliteFile } from '../../src/settings.js';
import { HELD_FOR_OFFICE } from '../../src/storage/stores/no-mails.js';
import { addPerson, PASSWORD } from '../support/accounts.js';
import { enterAs } from '../support/browser.js';
import { pendingMail } from '../support/databases.js';
import { ISSUED_PLAN } from '../support/intakes.js';
import { parkedLetter } from '../support/letters.js';
import { type TestServer } from '../support/program.js';

/** Somebody who looks at pages: at which addresses, at which of them in vain, and how they come in. */
export interface PageVisitor {
  pages: string[];
  refused: string[];
  /** Comes in, where one click as in a demonstration is not the way. */
  enter?: (page: Page, server: TestServer) => Promise<void>;
}

const OF_THE_WHOLE = [
  ...['/', '/plans', '/plans/1', '/plans/1/units', '/plans/1/units/1', '/plans/1/units/21'],
  ...['/plans/1/assignments', '/plans/1/assignments?standing=late', '/assignments/1', '/assignments/37'],
  ...['/outbox', '/outbox?kind=chase', '/outbox/1', '/outbox/52', '/schedule'],
  ...['/plans/1/people', '/units/1/people', '/tenures/1/sheet', '/tenures/58/sheet'],
  ...['/plans/1/extensions', '/assignments/1/extensions', '/extensions/3', '/plans/1/briefing'],
  ...['/plans/1/instructions', '/instructions/1', '/plans/1/reviews', '/reports/49/review', '/plans/1/chases'],
  ...['/plans/1/units/1/report', '/submissions/24', '/plans/1/indicators', '/plans/1/measures/1'],
  ...['/plans/1/inspections', '/inspections/1', '/inspection-items/3', '/inspection-items/5'],
  ...['/plans/1/rectifications', '/rectifications/1', '/rectifications/3', '/rectifications/3/notice'],
  ...['/plans/1/closings', '/escalations/4711', '/plans/1/forecast', '/plans/1/forecast?unit=2'],
  ...['/holidays', '/holidays?year=2027'],
  // The leaders' issue of 22 June, the last list of work, and the month of a unit.
  ...['/plans/1/digests', '/plans/1/digests?kind=unit-digest', '/digests/40', '/digests/42', '/digests/25'],
];

/** What only those who manage people have. */
const OF_PEOPLE = ['/posts/1/handover', '/posts/1/contact', '/posts/2/units', '/contacts/import'];

/** The addresses behind one-time links, each given out before the visits. */
const RESET = 'reset-link-of-a-visitor-000';
const FIRST = 'first-link-of-a-visitor-000';

/** The link of the leader's mail of 22 June; the demonstration's secret is known to everybody. */
const moment = { at: '2020-06-22T00:30:00.000Z', today: '2020-06-22' };
const noReader = { unitId: null, postId: 1, name: '', mail: null };
const { messageId } = newMail('digest', 'digest:1:0:2020-06-22:1', noReader, 1, moment);
const ISSUE = `/d/${openSecret({ mode: 'demo', dataDir: '' }).of(`mail-link:${messageId}`)}`;

/** Everybody who looks at pages of the demonstration on the morning of 24 June 2020. */
export const VISITORS: Readonly<Record<string, PageVisitor>> = {
  nobody: {
    pages: ['/sign-in', '/', `/set-password/${RESET}`, `/first-admin/${FIRST}`, ISSUE],
    refused: ['/nothing-here', '/set-password/used-up', '/d/used-up'],
    enter: () => Promise.resolve(),
  },
  office: {
    pages: [
      ...[...OF_THE_WHOLE, '/plans/1/desk', '/history', '/plans/1/corrections', '/plans/1/rules'],
      ...['/letters', '/letters/1', '/plans/1/closure'],
      ...['/intakes', '/intakes/1', '/intakes/1/preview', '/intakes/1/comparison?plan=1'],
      '/plans/1/corrections/preview?kind=duty-end&measureId=1&unitId=1',
      '/plans/1/corrections/preview?kind=phase-due&phaseId=1&day=2020-07-10',
      '/plans/1/corrections/preview?kind=phase-new&title=%E5%A4%8D%E6%9F%A5&day=2020-07-31',
      '/plans/1/corrections/preview?kind=phase-end&phaseId=2',
    ],
    refused: ['/assignments/9999', '/outbox?day=tomorrow'],
  },
  leader: { pages: [...OF_THE_WHOLE, '/account'], refused: ['/plans/9999'] },
  auditor: { pages: [...OF_THE_WHOLE, '/history'], refused: ['/plans/1/desk'] },
  admin: {
    pages: [
      '/accounts',
      '/accounts/new',
      '/accounts/1',
      '/account',
      '/health',
      '/mail-previews',
      '/mail-previews/chase',
      ...OF_PEOPLE,
    ],
    refused: ['/accounts/9999'],
  },
  'liaison:县总工会': {
    pages: [
      ...['/', '/plans/1', '/units/1/people', '/assignments/1', '/assignments/1/extensions', '/plans/1/instructions'],
      ...['/plans/1/units/1/report', '/plans/1/measures/1', '/attachments?planId=1&unitId=1&form=report'],
    ],
    refused: ['/outbox', '/plans/1/units/2'],
  },
  'liaison:县妇联': {
    pages: ['/', '/plans/1/units/21/report', '/rectifications/3', '/inspection-items/3', '/plans/1/rectifications'],
    refused: ['/rectifications/1'],
  },
  'who was sent a mail': {
    pages: ['/plans/1/units/21', '/plans/1/units/21/report', '/assignments/37', '/rectifications/3'],
    refused: ['/assignments/38', '/l/no-such-link-was-ever-sent-000000'],
    enter: async (page, server) => {
      await page.goto(`/l/${await linkTo(server, 37)}`);
    },
  },
  'an administrator whose second factor is due': {
    pages: ['/sign-in/code'],
    refused: ['/nothing-here'],
    enter: (page) => enterByPassword(page, 'second'),
  },
  'a clerk with a password': {
    pages: ['/account', '/account/second-factor'],
    refused: ['/accounts'],
    enter: (page) => enterByPassword(page, 'clerk'),
  },
};

/** Gives out the one-time links and adds the accounts that visitors come in with. */
export async function prepareVisits({ program }: TestServer): Promise<void> {
  await addPerson(program, { login: 'second', role: 'admin' });
  const accountId = await addPerson(program, { login: 'clerk' });
  const link = { expiresAt: '2099-01-01T00:00:00.000Z', usedAt: null };
  await waitingEscalation(program);
  const taken = { name: '禁毒工作方案.docx', text: ISSUED_PLAN, draft: readPlanText(ISSUED_PLAN) };
  await program.storage.write(async (stores) => {
    const { accounts, letters } = stores;
    await takeIn(stores, taken, { ...program.clock.now(), actor: '领导小组办公室' });
    await letters.keep(parkedLetter('visited'));
    await accounts.insertLink({ ...link, hash: hashOf(RESET), kind: 'reset', accountId });
    await accounts.insertLink({ ...link, hash: hashOf(FIRST), kind: 'first-admin', accountId: null });
  });
}

/** A mail to a deputy leader that waits for the office, under a number of its own. */
async function waitingEscalation({ storage, settings }: TestServer['program']): Promise<void> {
  const held = { kind: 'escalation', state: 'held', lastError: HELD_FOR_OFFICE, number: 99 } as const;
  const to = { unitId: null, planId: 1, toName: '领导小组副组长', toAddress: 'deputy@baisha.example' };
  await storage.write(({ outbox }) => outbox.enqueue(pendingMail('ladder-visited', 1, { ...held, ...to }), []));
  const database = new Database(sqliteFile(settings));
  database.exec(
    `UPDATE outbox SET id = 4711 WHERE "key" = 'ladder-visited'; UPDATE assignment SET due_on = '2020-06-12' WHERE id = 30`,
  );
  database.close();
  await storage.write(({ escalations }) =>
    escalations.add([{ outboxId: 4711, assignmentId: 30, dueOn: '2020-06-12', rule: 'L3' }]),
  );
}

/** Brings a visitor in. */
export async function comeIn(page: Page, server: TestServer, who: string): Promise<void> {
  const { enter } = VISITORS[who]!;
  await (enter ? enter(page, server) : enterAs(page, who));
}

async function enterByPassword(page: Page, login: string): Promise<void> {
  await page.context().request.post('/sign-in', { form: { login, password: PASSWORD }, maxRedirects: 0 });
}

/** The secret of the last link that was mailed about an item. */
async function linkTo({ program }: TestServer, assignmentId: number): Promise<string> {
  const mail = await program.storage.read(async ({ outbox }) => {
    const { outboxId = 0 } = (await outbox.saidFor([assignmentId])).at(-1) ?? {};
    return outbox.byId(outboxId);
  });
  return openSecret(program.settings).of(`mail-link:${mail?.messageId}`);
}
