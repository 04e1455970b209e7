import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlanDraft } from '../../src/domain/plan-text/plan-draft.js';
import { documentOf, paragraph } from '../support/docx.js';
import { SECOND_PLAN } from '../support/pages.js';
import { linesDown, pdfOf } from '../support/pdf.js';
import {
  build,
  demonstrationFolder,
  jsonOf,
  luoshi,
  newFolder,
  type Ran,
  removeFolders,
  rowsIn,
  run,
} from '../support/terminal.js';

const PLAN = 'plans/baisha-2020-10.txt';
/** The same plan's head and foot around nothing to do: measures without phases. */
const WITHOUT_PHASES = SECOND_PLAN.replace(/二、实施步骤[^]*?(?=白沙黎族自治县水务局)/, '');
const PARAGRAPHS = SECOND_PLAN.split('\n').filter((line) => line.trim() !== '');
const LETTER = '关于召开座谈会的通知\n\n各单位：\n\n定于六月下旬召开座谈会，请准时参加。\n\n县总工会\n';

let folder: string;

beforeAll(() => {
  build();
  folder = newFolder();
});
afterAll(removeFolders);

const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const read = (path: string, ...more: string[]) =>
  run('cli.js', ['read', path, ...more], { LUOSHI_DATA: `${folder}/none` });

/** The plan in the encoding of older Chinese offices, by the table that the decoder itself has. */
function inGb18030(text: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = decoder.decode(Uint8Array.of(high, low));
      if (character.length === 1 && character !== '\ufffd' && !codes.has(character)) codes.set(character, [high, low]);
    }
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : codes.get(character);
      if (!code) throw new Error(`No code for ${character}`);
      return code;
    }),
  );
}

describe('luoshi read', () => {
  test('says what it found in the issued plan and what it doubts, and touches no data', async () => {
    const { code, out, err } = await read(PLAN);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('标题    白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案');
    expect(out).toContain('文号    白办发〔2020〕10号');
    expect(out).toContain('工作措施 8项');
    expect(out).toContain('      牵头：县总工会、县民政局');
    expect(out).toContain('检查验收，巩固提升　到期日 2020-10-31');
    expect(out).toContain('疑点 7处，请核对：');
    expect(existsSync(`${folder}/none`)).toBe(false);
  });

  test('gives the same as one JSON document with the keys that programs rely on', async () => {
    const draft = jsonOf<PlanDraft>(await read(PLAN, '--json'));
    expect(draft).toMatchObject({
      title: '白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案',
      ...{ docNumber: '白办发〔2020〕10号', issuer: '中共白沙黎族自治县委办公室', issuedOn: '2020-05-12' },
    });
    const keys = (thing: object | undefined) => Object.keys(thing ?? {});
    expect(keys(draft)).toEqual(
      expect.arrayContaining(['measures', 'phases', 'leadingGroup', 'office', 'findings']) as string[],
    );
    expect(keys(draft.measures[0])).toEqual(
      expect.arrayContaining(['number', 'title', 'text', 'lead', 'responsible', 'deadline', 'source']) as string[],
    );
    expect(keys(draft.phases[0])).toEqual(
      expect.arrayContaining(['number', 'title', 'start', 'deadline', 'text', 'source']) as string[],
    );
    expect(keys(draft.leadingGroup[0])).toEqual(expect.arrayContaining(['role', 'name', 'unit']) as string[]);
    expect(keys(draft.findings[0])).toEqual(expect.arrayContaining(['code', 'message', 'source']) as string[]);
    expect(draft.measures).toHaveLength(8);
    expect(draft.measures.flatMap(({ lead }) => lead)).toHaveLength(12);
    expect(draft.measures.flatMap(({ responsible }) => responsible)).toHaveLength(45);
    expect(draft.phases.map(({ deadline }) => deadline)).toEqual(['2020-06-30', '2020-08-31', '2020-10-31']);
    const text = readFileSync(PLAN, 'utf8');
    for (const { title, source } of [...draft.measures, ...draft.phases])
      expect(text.slice(source.start, source.end)).toContain(title);
  });

  test('reads the plan as an older office saves it, in GB18030', async () => {
    const old = file('gb.txt', inGb18030(readFileSync(PLAN, 'utf8')));
    expect((await read(old, '--json')).out).toBe((await read(PLAN, '--json')).out);
  });

  test('reads the plan as Windows saves it, with a mark at its head and CRLF', async () => {
    const windows = file('crlf.txt', `\ufeff${readFileSync(PLAN, 'utf8').replaceAll('\n', '\r\n')}`);
    const draft = jsonOf<PlanDraft>(await read(windows, '--json'));
    expect([draft.measures.length, draft.phases.length, draft.findings.length]).toEqual([8, 3, 7]);
  });

  test('says of a text that is no plan what is missing', async () => {
    const { code, out } = await read(file('letter.txt', LETTER));
    expect(code).toBe(0);
    expect(out).toContain('没有找到工作措施');
    expect(out).toContain('没有找到实施步骤或阶段安排');
  });
});

describe('A docx and a pdf', () => {
  test.each([
    ['docx', () => documentOf(PARAGRAPHS.map((line) => paragraph(line)).join(''))],
    ['pdf', () => pdfOf([linesDown(PARAGRAPHS.flatMap((line) => line.match(/.{1,28}/gu) ?? []))])],
  ])('as a %s the plan is read like its text', async (ending, bytes) => {
    const facts = (draft: PlanDraft) => [
      draft.title,
      draft.measures.map(({ duties }) => duties.map(({ unit }) => unit)),
    ];
    const read = async (name: string, content: string | Uint8Array) =>
      facts(jsonOf<PlanDraft>(await run('cli.js', ['read', file(name, content), '--json'])));
    expect(await read(`second.${ending}`, bytes())).toEqual(await read('second.txt', SECOND_PLAN));
  });
});

describe('What is no document', () => {
  const CASES: [what: string, path: () => string, words: string][] = [
    ['a file that is not there', () => join(folder, 'nothing.txt'), '没有这个文件'],
    ['a folder', () => folder, '是一个目录，不是文件'],
    ['an empty file', () => file('empty.txt', ''), '是空文件，没有内容'],
    ['a file of blanks', () => file('blank.txt', ' \n\t\u3000\n'), '是空文件，没有内容'],
    [
      'a binary file',
      () =>
        file(
          'binary.txt',
          Uint8Array.from({ length: 900 }, (_, i) => (i * 37) % 256),
        ),
      '不是文本',
    ],
    ['bytes in no encoding', () => file('bytes.txt', Uint8Array.of(0xff, 0xfe, 0xfd, 0x80, 0x81)), '不是文本'],
    ['a .docx that is not whole', () => file('plan.docx', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)), '文件不完整或已损坏'],
    ['a .pdf that is not whole', () => file('plan.PDF', '%PDF-1.4'), '文件不完整或已损坏'],
    ['an old .wps', () => file('plan.wps', 'x'), '请在WPS或Word中另存为 .docx'],
  ];

  let answers: Ran[];
  beforeAll(async () => {
    // All at once: each is a process of its own.
    answers = await Promise.all(CASES.map(([, path]) => read(path())));
  });

  test.each(CASES.map(([what, , words], i) => [what, words, i] as const))('%s is refused: %s', (_what, words, i) => {
    const { code, out, err } = answers[i]!;
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(words);
    expect(err).not.toMatch(/Error|\bat .*:\d+/);
  });

  test('is refused by import in the same words, before there is a data directory', async () => {
    const [, path, words] = CASES.at(-2)!;
    const { code, out, err } = await run('cli.js', ['import', path()], { LUOSHI_DATA: `${folder}/none` });
    expect([code, out, err]).toEqual([1, '', expect.stringContaining(words) as string]);
    expect(existsSync(`${folder}/none`)).toBe(false);
  });

  test('is no file at all: one is asked for', async () => {
    const { code, err } = await run('cli.js', ['import'], { LUOSHI_DATA: `${folder}/none` });
    expect([code, err]).toEqual([1, expect.stringContaining('请写明要读取的文件') as string]);
  });
});

describe('luoshi import', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await demonstrationFolder();
  });
  const plans = () => rowsIn(dataDir)['plan']?.length;

  test.each([
    ['a text that is no plan', LETTER, ['没有找到工作措施', '没有找到实施步骤']],
    ['a plan without phases', WITHOUT_PHASES, ['没有找到实施步骤的各个阶段']],
    ['a plan without units', SECOND_PLAN.replace(/（牵头[^）]*）/g, ''), ['没有找到责任分工']],
    ['a plan whose phases have no day', SECOND_PLAN.replace(/（2020年\d+月\d+日前）/g, ''), ['没有写明到期日']],
  ])('refuses %s, says what is missing and what to do, and stores nothing', async (_what, text, missing) => {
    const before = rowsIn(dataDir);
    const { code, out, err } = await luoshi(dataDir, 'import', file('bad.txt', text), '--activate');
    expect([code, out]).toEqual([1, '']);
    for (const words of missing) expect(err).toContain(words);
    expect(err).toContain('请确认选对了文件；如是正文不全，补全后再导入。');
    const after = rowsIn(dataDir);
    expect({ ...after, write_lock: [] }).toEqual({ ...before, write_lock: [] });
  });

  test('stores a plan as a draft and prints its number and the doubts', async () => {
    const { code, out } = await luoshi(dataDir, 'import', file('second.txt', SECOND_PLAN));
    expect(code).toBe(0);
    expect(out).toContain('已导入方案 2：2项措施、3个单位、2个阶段。');
    expect(out).toContain('现为草稿');
    expect([plans(), rowsIn(dataDir)['assignment']?.length]).toEqual([2, 171]);
  });

  test('starts a plan at once when asked to', async () => {
    type Done = { planId: number; assignments: number; mails: number; findings: unknown[] };
    const done = jsonOf<Done>(await luoshi(dataDir, 'import', join(folder, 'second.txt'), '--activate', '--json'));
    expect(done).toMatchObject({ planId: 3, assignments: 12, mails: 3, findings: [] });
    expect(rowsIn(dataDir)['assignment']).toHaveLength(183);
  });

  // Six starts of the program, one after the other.
  test('takes what export wrote, elsewhere, and export writes the same again', async () => {
    const [out, again] = [join(folder, '方案.json'), join(folder, '再次.json')];
    expect((await luoshi(dataDir, 'export', '2', out)).out).toContain('已把方案 2');
    const elsewhere = newFolder();
    const done = jsonOf<{ planId: number }>(await luoshi(elsewhere, 'import', out, '--json'));
    expect((await luoshi(elsewhere, 'export', String(done.planId), again)).code).toBe(0);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(out, 'utf8'));
    const twice = await luoshi(dataDir, 'export', '2', out);
    expect([twice.code, twice.err]).toEqual([1, expect.stringContaining('已经存在') as string]);
  }, 120_000);

  test.each([
    [['export'], '请写明方案号'],
    [['export', 'x'], '请写明方案号'],
    [['export', '99'], '没有这个方案'],
  ])('%j is told what is missing', async (args, words) => {
    const { code, err } = await luoshi(dataDir, ...args);
    expect([code, err]).toEqual([1, expect.stringContaining(words) as string]);
  });

  test('refuses a JSON file that is no plan', async () => {
    const { code, err } = await luoshi(dataDir, 'import', file('x.json', '{}'));
    expect([code, err]).toEqual([1, expect.stringContaining('不是本系统导出的方案') as string]);
  });
});
