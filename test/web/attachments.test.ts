import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { handInFiles } from '../../src/acts/attach.js';
import { type Attachment } from '../../src/domain/reports.js';
import { later } from '../../src/clock.js';
import { openSecret } from '../../src/secret.js';
import { attachmentDir } from '../../src/settings.js';
import { docxOf, PDF, PNG } from '../support/files.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { wordsOf } from '../support/pages.js';

const OWNER = 'draft:1:1:report';
let server: TestServer;
let own: Visitor;
let other: Visitor;
let office: Visitor;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  own = await server.signIn('liaison:县总工会');
  other = await server.signIn('liaison:县民政局');
  office = await server.signIn('office');
});
afterAll(() => server.close());

const folder = () => attachmentDir(server.program.settings);
const stored = () => readdir(folder()).catch(() => []);
const kept = (owner = OWNER): Promise<Attachment[]> =>
  server.program.storage.read((stores) => stores.attachments.ofOwner(owner));

/** Sends files as a browser does, the hidden fields first. */
async function upload(
  visit: Visitor,
  files: readonly [bytes: Buffer, name: string][],
  fields: Record<string, string> = {},
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ planId: '1', unitId: '1', form: 'report', ...fields }))
    body.append(name, value);
  for (const [bytes, name] of files) body.append('files', new Blob([new Uint8Array(bytes)]), name);
  return visit('/attachments', { method: 'POST', body });
}

test('a file is kept under a random name, readable to its owner alone, and comes back as it went in, its Chinese name intact', async () => {
  const name = '困难职工摸底台账（第二批）《终稿》.pdf';
  const answer = await upload(own, [[PDF, name]]);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/plans/1/units/1/report?said=attached']);
  const [row] = await kept();
  expect(row).toMatchObject({ name, type: 'application/pdf', bytes: PDF.length, unitId: 1, addedBy: '县总工会联络员' });
  expect(await stored()).toEqual([row!.storedAs]);
  expect(row!.storedAs).toMatch(/^[0-9a-f]{40}$/);
  expect((await stat(join(folder(), row!.storedAs))).mode & 0o777).toBe(0o600);
  const back = await own(`/attachments/${row!.id}`);
  expect(back.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  expect(back.headers.get('x-content-type-options')).toBe('nosniff');
  expect(back.headers.get('content-security-policy')).toContain('sandbox');
  expect(Buffer.from(await back.arrayBuffer())).toEqual(PDF);
});

test('a name cannot lead out of its folder, and one of 255 bytes is cut within its characters', async () => {
  await upload(own, [
    [PNG, '../../现场.png'],
    [PNG, `${'长'.repeat(83)}x.png`],
  ]);
  const names = (await kept()).map(({ name }) => name);
  expect(names.slice(1)).toEqual(['现场.png', `${'长'.repeat(65)}.png`]);
});

test.each([
  ['nothing chosen', [] as [Buffer, string][], '没有选择文件'],
  ['an empty file', [[Buffer.alloc(0), '空.pdf']] as [Buffer, string][], '是空文件'],
  ['21 MB', [[Buffer.alloc(21 * 1024 * 1024, 1), '大.pdf']] as [Buffer, string][], '超过20MB'],
  ['a renamed program', [[Buffer.from('MZ'.padEnd(300)), '报告.docx']] as [Buffer, string][], '内容与扩展名不一致'],
  ['macros', [[docxOf({ name: 'word/vbaProject.bin', bytes: 'x' }), '报告.docx']] as [Buffer, string][], '含有宏'],
  ['half a document', [[docxOf().subarray(0, 250), '报告.docx']] as [Buffer, string][], '打不开'],
  [
    'one bad file among good ones',
    [
      [PDF, '好.pdf'],
      [PNG, '坏.pdf'],
    ] as [Buffer, string][],
    '坏.pdf',
  ],
  ['six files', Array.from({ length: 6 }, (_, i) => [PNG, `${i}.png`] as [Buffer, string]), '一次最多上传5个'],
])('%s is refused in words on a page with the files so far, and nothing of it is kept', async (_what, files, words) => {
  const [before, filesBefore] = [await kept(), await stored()];
  const answer = await upload(own, files);
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toContain('id="upload-files-error"');
  expect(wordsOf(page)).toContain(words);
  expect(wordsOf(page)).toContain('困难职工摸底台账（第二批）《终稿》.pdf');
  expect([await kept(), await stored()]).toEqual([before, filesBefore]);
});

test('whose the files are is worked out and never taken from the form', async () => {
  expect((await upload(other, [[PDF, 'a.pdf']])).status).toBe(404);
  expect((await upload(office, [[PDF, 'a.pdf']])).status).toBe(403);
  expect((await upload(own, [[PDF, 'a.pdf']], { planId: '2' })).status).toBe(404);
  expect((await upload(own, [[PDF, 'a.pdf']], { form: 'submission:1' })).status).toBe(404);
  expect((await upload(own, [[PDF, 'a.pdf']], { form: 'inspection-item:1' })).status).toBe(404);
  const before = await kept();
  await upload(other, [[PDF, 'a.pdf']], { unitId: '2', owner: OWNER, storedAs: 'x' });
  expect(await kept()).toEqual(before);
  expect(await kept('draft:1:2:report')).toMatchObject([{ unitId: 2, name: 'a.pdf' }]);
});

test('a form sent twice under its key brings its file once and leaves no second one on the disk', async () => {
  const before = (await stored()).length;
  const twice = [1, 2].map(() => upload(own, [[PNG, '两次.png']], { token: 'the-same-form-twice-1' }));
  expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([303, 303]);
  expect((await kept()).filter(({ name }) => name === '两次.png')).toHaveLength(1);
  expect((await stored()).length).toBe(before + 1);
});

test('what is not handed in is seen by its unit alone, and removed with a click', async () => {
  const file = (await kept()).at(-1)!;
  for (const visit of [other, office]) {
    expect((await visit(`/attachments/${file.id}`)).status).toBe(404);
    expect((await visit(`/attachments/${file.id}/removal`, form({}))).status).toBe(404);
  }
  const answer = await own(`/attachments/${file.id}/removal`, form({}));
  expect(answer.headers.get('location')).toBe('/plans/1/units/1/report?said=detached');
  expect((await kept()).map(({ id }) => id)).not.toContain(file.id);
  expect(await stored()).not.toContain(file.storedAs);
});

test('what was handed in is seen by the office too, and stays', async () => {
  const file = (await kept())[0]!;
  await server.program.storage.write(async (stores) => {
    const key = { planId: 1, unitId: 1, form: 'report' };
    expect(await handInFiles(stores, key, 'submission:99')).toBeGreaterThan(1);
  });
  expect((await office(`/attachments/${file.id}`)).status).toBe(200);
  expect((await other(`/attachments/${file.id}`)).status).toBe(404);
  expect((await own(`/attachments/${file.id}/removal`, form({}))).status).toBe(409);
});

test('what an inspector gathers is the office’s until the item is concluded, then its unit’s to see', async () => {
  const { storage } = server.program;
  const [itemId = 0] = await storage.write(async (stores) => {
    const { items } = await stores.assignments.page({ planId: 1, unitId: 1, limit: 1, offset: 0 });
    const inspectionId = await stores.inspections.insert(
      {
        ...{ planId: 1, title: '抽查', heldOn: '2020-06-01', method: '查阅', leaderName: '钱局长', members: '' },
        ...{ selection: 'all', seed: '', poolSize: 1, state: 'open', createdBy: '办公室', version: 1 },
      },
      '2020',
    );
    return stores.inspections.insertItems([
      {
        ...{ inspectionId, planId: 1, assignmentId: items[0]!.id, unitId: 1, conclusion: null, fact: '' },
        ...{ standard: '', evidence: '', unitOpinion: '', tests: '[]', inspectorId: null, inspectorName: '' },
        ...{ concludedOn: null, version: 1 },
      },
    ]);
  });
  const form = `inspection-item:${itemId}`;
  expect((await upload(office, [[PDF, '现场.pdf']], { form })).status).toBe(303);
  const [file] = await kept(form);
  const seen = () =>
    Promise.all([office, own, other].map(async (visit) => (await visit(`/attachments/${file!.id}`)).status));
  expect(await seen()).toEqual([200, 404, 404]);
  const concluded = { conclusion: 'compliant', concludedOn: '2020-06-02' } as const;
  await storage.write((stores) => stores.inspections.changeItem(itemId, 1, concluded));
  expect(await seen()).toEqual([200, 200, 404]);
});

test('one flipped byte on the disk is said in words instead of the file', async () => {
  const file = (await kept('submission:99'))[0]!;
  const path = join(folder(), file.storedAs);
  const bytes = await readFile(path);
  bytes[20] = bytes[20]! ^ 1;
  await writeFile(path, bytes);
  const answer = await own(`/attachments/${file.id}`);
  expect(answer.status).toBe(500);
  expect(wordsOf(await answer.text())).toContain('已不是上传时的内容');
});

describe('Somebody who came by a mail’s link', () => {
  let byLink: Visitor;
  let owner: string;

  beforeAll(async () => {
    const { storage, settings, runner, clock } = server.program;
    await runner.moveTo(later(clock.now().at, 3600));
    const [mail, items] = await storage.read(async ({ outbox }) => {
      const line = (await outbox.list({ states: ['sent'], kind: 'assigned', unitId: 1, limit: 1, offset: 0 }))
        .mails[0]!;
      return [line, await outbox.items(line.id)] as const;
    });
    const opened = await server.visit(`/l/${openSecret(settings).of(`mail-link:${mail.messageId}`)}`);
    const cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
    byLink = (path, init = {}) =>
      fetch(`${server.base}${path}`, { redirect: 'manual', ...init, headers: { ...init.headers, Cookie: cookie } });
    owner = `draft:1:1:report:${items
      .map(({ assignmentId }) => assignmentId)
      .sort((a, b) => a - b)
      .join()}`;
  });

  test('brings files to the link’s own form, sees and removes them there, and sees none of the unit’s others', async () => {
    expect((await upload(byLink, [[PDF, '由邮件来.pdf']])).status).toBe(303);
    const [file] = await kept(owner);
    expect(file).toMatchObject({ name: '由邮件来.pdf', owner, unitId: 1 });
    expect((await byLink(`/attachments/${file!.id}`)).status).toBe(200);
    await upload(own, [[PDF, '本单位另一份.pdf']]);
    const [others] = await kept(OWNER);
    expect((await byLink(`/attachments/${others!.id}`)).status).toBe(404);
    expect((await byLink(`/attachments/${others!.id}/removal`, form({}))).status).toBe(404);
    const [handedIn] = await kept('submission:99');
    expect((await byLink(`/attachments/${handedIn!.id}`)).status).toBe(404);
    expect((await byLink(`/attachments/${file!.id}/removal`, form({}))).status).toBe(303);
    expect(await kept(owner)).toEqual([]);
  });

  test('brings none for another unit', async () => {
    expect((await upload(byLink, [[PDF, 'a.pdf']], { unitId: '2' })).status).toBe(404);
  });
});
