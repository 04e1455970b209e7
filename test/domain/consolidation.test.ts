import { consolidate, type PartnerWords } from '../../src/domain/consolidation.js';

const NONE = { progress: '', problems: '', needs: '', needsFrom: '' };
const LONGEST = { progress: 2000, problems: 1000, needs: 500, needsFrom: 100 };
const partner = (
  unit: string,
  report: Partial<typeof NONE> | null,
  more: Partial<PartnerWords> = {},
): PartnerWords => ({
  ...{ unit, report: report && { ...NONE, ...report }, isInReview: false, isAsked: true },
  ...more,
});

test('each unit that was accepted has its line in order, and who has not reported is named', () => {
  const made = consolidate(
    NONE,
    [
      partner('县民政局', {
        progress: '已入户126户。\n\n复核完成。',
        problems: '缺车',
        needs: '协调车辆',
        needsFrom: '县财政局',
      }),
      partner('县财政局', null),
      partner('县人社局', null, { isInReview: true }),
      partner('县教育局', { progress: '零报告' }),
      partner('县工商联', null, { isAsked: false }),
    ],
    LONGEST,
  );
  expect(made.progress.split('\n')).toEqual([
    '各单位进展情况：',
    '县民政局：已入户126户。 复核完成。',
    '县教育局：零报告',
    '已报送、待办公室审核：县人社局。',
    '本期尚未报送：县财政局。',
  ]);
  expect(made).toMatchObject({
    problems: '各单位进展情况：\n县民政局：缺车',
    needs: '各单位进展情况：\n县民政局：协调车辆',
    needsFrom: '县财政局',
  });
});

test('what the lead has written stays before it, however often it is drafted', () => {
  const once = consolidate(
    { ...NONE, progress: '本单位已召开推进会。' },
    [partner('县民政局', { progress: '甲' })],
    LONGEST,
  );
  const twice = consolidate(once, [partner('县民政局', { progress: '乙' })], LONGEST);
  expect(twice.progress).toBe('本单位已召开推进会。\n各单位进展情况：\n县民政局：乙');
});

test('nothing is made of nothing', () => {
  expect(consolidate(NONE, [], LONGEST)).toEqual(NONE);
  expect(consolidate(NONE, [partner('县民政局', null, { isAsked: false })], LONGEST)).toEqual(NONE);
});

test('twenty long reports fit into one, and each unit is still named', () => {
  const partners = Array.from({ length: 20 }, (_, i) =>
    partner(`县第${i}单位`, { progress: '𠮷'.repeat(i === 0 ? 3 : 2000), needsFrom: `县第${i}个需要协调的单位` }),
  );
  const { progress, needsFrom } = consolidate({ ...NONE, progress: '长'.repeat(1900) }, partners, LONGEST);
  expect([...progress].length).toBeLessThanOrEqual(2000);
  expect([...progress].length).toBeGreaterThan(1700);
  expect(progress).toContain('县第0单位：𠮷𠮷𠮷\n县第1单位：𠮷');
  expect(progress).toMatch(/县第19单位：𠮷+……$/u);
  expect([...needsFrom].length).toBeLessThanOrEqual(100);
});
