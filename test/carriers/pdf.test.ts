import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCarrier } from '../../src/carriers/read-carrier.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { linesDown, pdfOf } from '../support/pdf.js';

const textOf = async (bytes: Buffer) => (await readCarrier({ bytes, name: '方案.pdf' })).text;
const linesOf = async (bytes: Buffer) => (await textOf(bytes)).split('\n').filter((line) => line.trim() !== '');

describe('A PDF', () => {
  test('gives its lines in order, page numbers where they stand', async () => {
    const pages = [linesDown(['一、工作措施', '（一）全面摸底。', '— 1 —']), linesDown(['二、实施步骤', '— 2 —'])];
    const { text, kind } = await readCarrier({ bytes: pdfOf(pages), name: '方案.PDF' });
    expect(kind).toBe('pdf');
    expect(text.split('\n').filter(Boolean)).toEqual([
      ...['一、工作措施', '（一）全面摸底。', '— 1 —'],
      ...['二、实施步骤', '— 2 —'],
    ]);
  });

  test('gives the cells of a row parted by tabs, words of a stretched line together', async () => {
    const table = [
      [90, 700, '序号'],
      [150, 700, '工作措施'],
      [300, 700, '牵头单位'],
      [90, 672, '1'],
      [150, 672, '全面摸底'],
      [300, 672, '县教育局'],
      [90, 600, '按照文件'],
      [155, 600, '要求办理'],
    ] as const;
    expect(await linesOf(pdfOf([table]))).toEqual([
      '序号\t工作措施\t牵头单位',
      '1\t全面摸底\t县教育局',
      '按照文件要求办理',
    ]);
  });

  test('writes characters where the font has radicals that look like them', async () => {
    expect(await linesOf(pdfOf([linesDown(['⼯作⽅案：⽩沙县⺠政局⻓、⼾⻔⻋⻘⾭⾃⽬'])]))).toEqual([
      '工作方案：白沙县民政局长、户门车青青自目',
    ]);
  });

  test('reads older files whose fonts are not in them, by the maps of Chinese encodings', async () => {
    // 牵头单位 in GBK.
    expect(
      await linesOf(pdfOf([[[90, 700, '']], [[90, 700, 'x']]], 'GBK-EUC-H', () => 'C7A3CDB7B5A5CEBBC7A3CDB7B5A5CEBB')),
    ).toEqual(['牵头单位牵头单位', '牵头单位牵头单位']);
  });

  test('of the plan of Baisha is read to the same measures, duties and phases', async () => {
    const plan = readFileSync(join(import.meta.dirname, '../../plans/baisha-2020-10.txt'), 'utf8').replace(
      /[#*]+ ?/g,
      '',
    );
    const lines = plan
      .split('\n')
      .filter((line) => line.trim() !== '')
      .flatMap((line) => line.match(/.{1,28}/gu) ?? []);
    const pages = Array.from({ length: Math.ceil(lines.length / 22) }, (_, i) => [
      ...linesDown(lines.slice(i * 22, i * 22 + 22)),
      [280, 60, `— ${i + 1} —`] as const,
    ]);
    const facts = (text: string) => {
      const { measures, phases } = readPlanText(text);
      return [
        measures.map(({ title, lead, responsible }) => ({ title, lead, responsible })),
        phases.map(({ title, start, deadline }) => ({ title, start, deadline })),
      ];
    };
    expect(facts(await textOf(pdfOf(pages)))).toEqual(facts(plan));
  });
});
