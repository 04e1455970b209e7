import { foldedLogin, isLogin } from '../../src/domain/accounts.js';
import { passwordFault, type PasswordPolicy } from '../../src/domain/passwords.js';

test.each<[password: string, policy: PasswordPolicy, fault: string | null]>([
  ['Ab1!xyz', 'mlps', 'short'],
  ['Ab1!xyzw', 'mlps', null],
  ['abcdefg1', 'mlps', 'kinds'],
  ['落实责任清单到底1a', 'mlps', null],
  ['落实责任清单到底办', 'mlps', 'kinds'],
  ['落实责任清单到底办', 'asvs', null],
  ['horse battery staple', 'asvs', null],
  ['horse battery staple', 'mlps', 'kinds'],
  ['  Ab 1  x', 'mlps', null],
  ['𠮷𠮷𠮷𠮷', 'asvs', 'short'],
  [`Ab1!${'长'.repeat(124)}`, 'mlps', null],
  [`Ab1!${'长'.repeat(125)}`, 'mlps', 'long'],
  ['Password1!', 'mlps', 'common'],
  ['P@ssw0rd', 'mlps', 'common'],
  ['Baisha@2020', 'mlps', 'common'],
  ['Luoshi#2020', 'mlps', 'common'],
  ['12345678', 'asvs', 'common'],
  ['aaaaaaaa', 'asvs', 'common'],
  ['qwertyuiop', 'asvs', 'common'],
  ['Wang.Fang-2020', 'mlps', 'login'],
  ['wang.fang and more words', 'asvs', 'login'],
  ['Abc12345\u0000', 'mlps', 'unreadable'],
  ['Abc12345\ud800', 'mlps', 'unreadable'],
])('the password %j under %s is wanting: %s', (password, policy, fault) => {
  expect(passwordFault(password, 'wang.fang', policy)).toBe(fault);
});

test.each([
  ['Wang.Fang', 'wang.fang', true],
  ['ＷＡＮＧ', 'wang', true],
  [' 王芳 ', '王芳', true],
  ['𠮷祥', '𠮷祥', true],
  ['a', 'a', false],
  ['x'.repeat(41), 'x'.repeat(41), false],
  ['.hidden', '.hidden', false],
  ['a b', 'a b', false],
  ['<script>', '<script>', false],
  ['😀😀', '😀😀', false],
  ['wang\u200bfang', 'wang\u200bfang', false],
  ['demo-office', 'demo-office', false],
])('the sign-in name %j is kept as %j; may be given: %s', (typed, folded, fit) => {
  expect([foldedLogin(typed), isLogin(foldedLogin(typed))]).toEqual([folded, fit]);
});
