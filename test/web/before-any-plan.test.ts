import { openTestProgram, startTestServer } from '../support/program.js';
import { decoded, importText, linksNamed, pageAt, SECOND_PLAN, wordsOf } from '../support/pages.js';

describe('Without any plan', () => {
  test('the office is told how to bring one in', async () => {
    const empty = await startTestServer(await openTestProgram({ seed: false, clock: '2020-05-12T08:00+08:00' }));
    try {
      const visit = await empty.signIn('office');
      const words = wordsOf(await pageAt(visit, '/'));
      expect(words).toContain('还没有方案');
      expect(words).toContain('npm run luoshi -- import 方案.docx');
      for (const path of ['/plans', '/outbox', '/schedule']) await pageAt(visit, path);
      await pageAt(empty.visit, '/sign-in');
      expect((await visit('/plans/1')).status).toBe(404);
    } finally {
      await empty.close();
    }
  });
});

describe('With nothing but a draft', () => {
  test('a unit is told that the plan has not been started, and no link leads nowhere', async () => {
    const drafted = await startTestServer(await openTestProgram({ seed: false, clock: '2020-06-24T08:00+08:00' }));
    try {
      const id = await importText(drafted.program, SECOND_PLAN);
      const visit = await drafted.signIn('liaison:县财政局');
      const page = await pageAt(visit, '/');
      expect(wordsOf(page)).toContain('方案尚未启用 白沙黎族自治县2020年夏季防汛工作实施方案');
      expect(linksNamed(page, '本单位')).toEqual([]);
      expect(linksNamed(page, '方案')).toEqual([`/plans/${id}`]);
      for (const [, href] of page.matchAll(/<a [^>]*?href="(\/[^"]*)"/g)) await pageAt(visit, decoded(href ?? ''));
    } finally {
      await drafted.close();
    }
  });
});
