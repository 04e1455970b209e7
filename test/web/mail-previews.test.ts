import { type MailKind } from '../../src/domain/plan.js';
import { MAIL_WORDS } from '../../src/web/mail-words.js';
import { linksNamed, pageAt, partsOf, rowsUnder, wordsOf } from '../support/pages.js';
import { openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';

const KINDS = Object.entries(MAIL_WORDS) as [MailKind, string][];
/** A mail whose reader leads the county, or the office, and not a unit. */
const NOT_OF_A_UNIT: readonly MailKind[] = ['digest', 'worklist', 'alarm', 'escalation'];
let server: TestServer;
let office: Visitor;

beforeAll(async () => {
  // A database without any plan: the samples are made from the issued one all the same.
  server = await startTestServer(await openTestProgram({ seed: false }));
  office = await server.signIn('office');
});
afterAll(() => server.close());

test('every kind of mail has a sample, in the order of the outbox’s kinds', async () => {
  const rows = rowsUnder(await pageAt(office, '/mail-previews'), '每一类邮件的样式');
  expect(rows.map(([kind]) => kind)).toEqual(KINDS.map(([, words]) => words));
  for (const [, to, , subject] of rows) {
    expect(to).not.toBe('');
    expect(subject).toMatch(/^【.+】.+/);
  }
});

test.each(KINDS)(
  'the sample of %s has subject, text and HTML that fetches nothing and runs nothing',
  async (kind, words) => {
    const [href = ''] = linksNamed(await pageAt(office, '/mail-previews'), words);
    expect(href).toBe(`/mail-previews/${kind}`);
    const page = await pageAt(office, href);
    expect(partsOf(page, 'pre')[0]?.length).toBeGreaterThan(60);
    const answer = await office(`${href}/html`);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await answer.text();
    expect(html).not.toMatch(/<script|<link|\son\w+=|src="(?!data:)|url\(|督查|问责/i);
    expect(html).toMatch(/width="640"|max-width:640px/);
    if (!NOT_OF_A_UNIT.includes(kind)) expect(wordsOf(html)).toMatch(/单位|局|会/);
    expect(Buffer.byteLength(html.replace(/data:image[^"]*/g, ''))).toBeLessThan(100_000);
  },
);

test('a kind that is none has no sample', async () => {
  expect((await office('/mail-previews/letter')).status).toBe(404);
  expect((await office('/mail-previews/letter/html')).status).toBe(404);
});

test('the samples leave the office’s own outbox as it was', async () => {
  const { total } = await server.program.storage.read((stores) => stores.outbox.list({ limit: 1, offset: 0 }));
  expect(total).toBe(0);
});
