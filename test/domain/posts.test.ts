import { contactRows, dayTyped, unitPostNamed } from '../../src/domain/contact-rows.js';
import { faultOfStart, maskedPhone, postOfRole, titleOfMember } from '../../src/domain/posts.js';

test.each([
  ['组长', 'group-leader'],
  ['第一组长', 'group-leader'],
  ['双组长', 'group-leader'],
  ['副组长', 'deputy-leader'],
  ['常务副组长', 'deputy-leader'],
  ['组员', 'group-member'],
  ['成员', 'group-member'],
  ['办公室主任', 'office-director'],
  ['办公室副主任', 'office-staff'],
  ['办公室常务副主任', 'office-staff'],
])('%s of a document is the post %s', (role, kind) => {
  expect(postOfRole(role)).toBe(kind);
});

test('A title says what the post alone does not', () => {
  expect(titleOfMember({ role: '组员', unit: '县财政局' })).toBe('县财政局');
  expect(titleOfMember({ role: '常务副组长', unit: '县委常委' })).toBe('常务副组长 · 县委常委');
  expect(titleOfMember({ role: '办公室副主任', unit: '' })).toBe('办公室副主任');
});

test.each([
  ['13812341234', '138****1234'],
  ['0898-27700000', '0898-****0000'],
  ['27700000', '****0000'],
  ['12345', '***45'],
  ['12', '12'],
])('%s is shown as %s to who need not ring it', (phone, shown) => {
  expect(maskedPhone(phone)).toBe(shown);
});

test.each([
  ['a vacant post from today', null, '2020-06-24', null],
  ['a post from tomorrow', null, '2020-06-25', 'tenure-not-yet'],
  ['the day after its holder came', { fromOn: '2020-06-01', untilOn: null }, '2020-06-02', null],
  ['the day its holder came', { fromOn: '2020-06-01', untilOn: null }, '2020-06-01', 'tenure-backwards'],
  ['a day before its holder came', { fromOn: '2020-06-01', untilOn: null }, '2020-05-31', 'tenure-backwards'],
  ['the last day of one who left', { fromOn: '2020-05-12', untilOn: '2020-06-10' }, '2020-06-10', 'tenure-overlaps'],
  ['the day after one left', { fromOn: '2020-05-12', untilOn: '2020-06-10' }, '2020-06-11', null],
])('%s can be taken over or not', (_name, before, fromOn, fault) => {
  expect(faultOfStart(before, fromOn, '2020-06-24')).toBe(fault);
});

test.each([
  ['2020/6/1', '2020-06-01'],
  ['2020年6月1日', '2020-06-01'],
  ['2020.06.01', '2020-06-01'],
  [' 2020 年 6 月 1 日', '2020-06-01'],
  ['上周', '上周'],
  ['', ''],
])('The day typed as %j is %j', (typed, day) => {
  expect(dayTyped(typed)).toBe(day);
});

test('A list of contacts is read below its heading, columns in any order, places not filled in left out', () => {
  const rows = contactRows([
    ['联络员名单'],
    ['岗位', '单位', '姓名（必填）', '邮箱', '备注'],
    ['联络员', '县公安局', '王芳', 'wf@example.cn', '新'],
    ['联络员', '县财政局', '', '', ''],
    ['备用联络员', '县财政局', '=1+1'],
  ]);
  expect(rows).toEqual([
    { row: 3, unit: '县公安局', post: '联络员', name: '王芳', mail: 'wf@example.cn', phone: '', fromOn: '' },
    { row: 5, unit: '县财政局', post: '备用联络员', name: '=1+1', mail: '', phone: '', fromOn: '' },
  ]);
});

test.each([
  [[], 'list-empty'],
  [[['', ' ']], 'list-empty'],
  [
    [
      ['单位', '岗位', '姓名'],
      ['县公安局', '联络员', ''],
    ],
    'list-empty',
  ],
  [[['甲', '乙']], 'list-no-heading'],
  [
    [
      ['姓名', '邮箱', '办公电话'],
      ['王芳', '', ''],
    ],
    'list-no-heading',
  ],
  [[['单位', '岗位', '姓名'], ...Array.from({ length: 501 }, () => ['县公安局', '联络员', '王芳'])], 'list-too-long'],
])('A list that is none is refused as a whole', (cells, fault) => {
  expect(contactRows(cells)).toBe(fault);
});

test('A post of a unit is known by the names offices use', () => {
  expect(['联络员', '备用联络员', '分管领导', '主要负责人', '副联络员', '组长'].map(unitPostNamed)).toEqual([
    ...['liaison', 'deputy-liaison', 'unit-supervisor', 'unit-head', 'deputy-liaison', null],
  ]);
});
