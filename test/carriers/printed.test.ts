import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCarrier } from '../../src/carriers/read-carrier.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { describeInBrowser } from '../support/browser.js';

const TABLE = `<table border="1" style="border-collapse:collapse;width:100%">
<tr><th>序号</th><th>工作措施</th><th>牵头单位</th><th>完成时限</th></tr>
<tr><td>1</td><td>全面摸底</td><td>县教育局</td><td>2021年3月底</td></tr>
<tr><td>2</td><td>立行立改</td><td>县民政局</td><td>2021年6月底</td></tr></table>`;

describeInBrowser('A PDF as a browser prints it, with its fonts in it', (open) => {
  const printed = async (body: string) => {
    const page = await open({ base: 'about:blank' });
    await page.setContent(`<html lang="zh-CN"><body style="font:16pt serif;text-align:justify">${body}</body></html>`);
    const bytes = await page.pdf({
      format: 'A4',
      margin: { top: '3.7cm', left: '2.8cm', right: '2.6cm', bottom: '3.5cm' },
    });
    return readCarrier({ bytes, name: '方案.pdf' });
  };

  test('gives a row of a table as cells parted by tabs', async () => {
    const { text } = await printed(TABLE);
    expect(text.split('\n')).toEqual([
      '序号\t工作措施\t牵头单位\t完成时限',
      '1\t全面摸底\t县教育局\t2021年3月底',
      '2\t立行立改\t县民政局\t2021年6月底',
    ]);
  });

  /** In larger letters, over two lines, as an official document has it. */
  const title = (line: string) => `<p style="font-size:22pt;text-align:center">${line}</p>`;

  test('of the plan of Baisha is read to the same measures, duties, phases and people', async () => {
    const plan = readFileSync(join(import.meta.dirname, '../../plans/baisha-2020-10.txt'), 'utf8').replace(
      /[#*]+ ?/g,
      '',
    );
    const lines = plan.split('\n').filter((line) => line.trim() !== '');
    const { text } = await printed(
      lines
        .map((line) => (line.length < 40 && line.endsWith('工作实施方案') ? title(line) : `<p>${line}</p>`))
        .join(''),
    );
    const facts = (of: string) => {
      const { measures, phases, leadingGroup, title, docNumber, issuedOn } = readPlanText(of);
      return {
        ...{ leadingGroup: leadingGroup.map(({ role, name }) => `${role}${name}`), title, docNumber, issuedOn },
        measures: measures.map(({ number, title: of, lead, responsible }) => ({ number, of, lead, responsible })),
        phases: phases.map(({ number, title: of, start, deadline }) => ({ number, of, start, deadline })),
      };
    };
    expect(text).not.toMatch(/[\u2e80-\u2fdf]/);
    expect(facts(text)).toEqual(facts(plan));
  });
});
