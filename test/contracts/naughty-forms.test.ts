import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { TABLE } from './routes/all.js';
import { ROLES, signInAs } from './routes.js';

/** What is tried in every field of every form that stands on a page, where the rest is filled in rightly: here for programs alone. */
const TRIED_ON_PAGES: readonly [name: string, value: string][] = [
  ['nothing', ''],
  ['a script', '<script>alert(1)</script>'],
  ['a rare character', '𠮷'.repeat(3)],
  ['a family of emoji', '👨‍👩‍👧😀'],
  ['what cannot be seen', '\u200b\u202e\ufeff'],
];

/** What nobody should type, and somebody will. */
const NAUGHTY: readonly [name: string, value: string][] = [
  ['blanks', ' \u3000\t'],
  ['a template', '{{constructor}}${7*7}'],
  ['a quote', `'"; DROP TABLE plan; --`],
  ['a control character', 'a\u0000b\u001b[31m'],
  ['half a character', '\ud842'],
  ['a whole book', '长'.repeat(30_000)],
  ['a negative number', '-1'],
  ['a number beyond any row', '99999999999999999999'],
  ['a day that never was', '2020-02-30'],
  ['a header', 'a\r\nBcc: x@example.com'],
  ['a way out', '../../etc/passwd'],
  ['a prototype', '__proto__'],
];

const posts = Object.entries(TABLE).filter(([name, { fields }]) => name.startsWith('POST ') && fields);

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
});
afterAll(() => server.close());

/** The first visitor whom the route lets in: refused ones would not come as far as the fields. */
async function whoMay(name: string): Promise<Visitor> {
  const { answers } = TABLE[name]!;
  const at = answers.findIndex((answer, i) => i > 0 && !/^(401|403|404)|sign-in/.test(answer));
  return (await (at < 0 ? null : signInAs(server, ROLES[at]!))) ?? server.visit;
}

test.each(posts)(
  '%s takes anything in any field without falling over',
  async (name, { address, fields = {} }) => {
    const visit = await whoMay(name);
    const faults: string[] = [];
    for (const field of Object.keys(fields))
      for (const [what, value] of name.startsWith('POST /api/') ? [...NAUGHTY, ...TRIED_ON_PAGES] : NAUGHTY) {
        const answer = await visit(address, form({ ...fields, [field]: value }));
        const page = await answer.text();
        if (answer.status >= 500) faults.push(`${field} with ${what}: ${answer.status}`);
        if (page.includes('<script>alert(1)')) faults.push(`${field} with ${what}: runs`);
      }
    // The same field twice is nobody's form.
    const twice = new URLSearchParams(Object.entries(fields).flatMap((pair) => [pair, pair]));
    const answer = await visit(address, { method: 'POST', body: twice });
    await answer.text();
    if (answer.status >= 500) faults.push(`every field twice: ${answer.status}`);
    expect(faults).toEqual([]);
  },
  120_000,
);
