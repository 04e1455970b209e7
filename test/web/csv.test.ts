import { csvRow } from '../../src/web/csv.js';

test.each([
  ['=1+1', `'=1+1`],
  [' @SUM(A1)', `' @SUM(A1)`],
  ['＝1+1', `'＝1+1`],
  ['－2', `'－2`],
  ['\t+1', `'\t+1`],
  ['说“=”的', '说“=”的'],
  ['a"b', 'a""b'],
])('%j is no formula in a spreadsheet, in whichever width its sign was typed', (cell, written) => {
  expect(csvRow([cell])).toBe(`"${written}"\r\n`);
});
