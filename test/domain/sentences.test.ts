import { joined } from '../../src/domain/sentences.js';

test.each([
  [['差错多、进度慢。', '需协调（县财政局）：拨款。'], '差错多、进度慢；需协调（县财政局）：拨款。'],
  [['转入常态化工作。', '', '未办结事项：3'], '转入常态化工作；未办结事项：3'],
  [['还差2.5万元；', '尚未到位？ ', '请支持'], '还差2.5万元；尚未到位？；请支持'],
  [['只有一句。'], '只有一句。'],
  [[], ''],
])('what was said in %j is one sentence', (parts, words) => {
  expect(joined(parts)).toBe(words);
});
