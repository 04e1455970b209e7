/** Which rule a password is held to: 等保 (three of four kinds of characters), or ASVS (length and the list of common ones). */
export type PasswordPolicy = 'mlps' | 'asvs';

const SHORTEST = 8;
const LONGEST = 128;
const KINDS_NEEDED = 3;

/** What a password may be wanting. */
export type PasswordFault = 'short' | 'long' | 'kinds' | 'common' | 'login' | 'unreadable';

/** Tried first by whoever guesses: compared without case and without what is commonly put behind a word. */
const COMMON: readonly string[] = [
  ...['password', 'passwd', 'p@ssw0rd', 'p@ssword', 'passw0rd', 'admin', 'administrator', 'root', 'welcome', 'letmein'],
  ...['qwerty', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1qaz2wsx', '1q2w3e4r', 'qazwsx', 'qazwsxedc', 'abc', 'abcd'],
  ...['abcdef', 'iloveyou', 'woaini', 'woaini1314', 'test', 'guest', 'user', 'changeme', 'default', 'secret', 'login'],
  ...['huawei', 'tencent', 'alibaba', 'china', 'zhongguo', 'hainan', 'haikou', 'baisha', 'baishaxian', 'luoshi'],
  ...['office', 'bangongshi', 'zhengfu', 'gonghui', '落实', '白沙', '白沙县', '海南', '办公室', '密码'],
];

/** What a password is wanting, or null; it is taken as it was typed, letter by letter, in any script. */
export function passwordFault(password: string, login: string, policy: PasswordPolicy): PasswordFault | null {
  const length = [...password].length;
  if (length < SHORTEST) return 'short';
  if (length > LONGEST) return 'long';
  // A lone surrogate would be hashed as another text than it was typed; NUL is what no keyboard has.
  if (/[\uD800-\uDFFF]/u.test(password) || password.includes('\u0000')) return 'unreadable';
  const plain = password.toLowerCase();
  if (login.length > 2 && plain.includes(login)) return 'login';
  if (isCommon(plain)) return 'common';
  return policy === 'mlps' && kindsIn(password) < KINDS_NEEDED ? 'kinds' : null;
}

/** Capital letters, small letters, digits, and everything else: signs and every other script. */
function kindsIn(password: string): number {
  return [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/u].filter((kind) => kind.test(password)).length;
}

/** One character over and over, a run of digits, or a common word with digits and signs around it. */
function isCommon(plain: string): boolean {
  if (new Set(plain).size < 3) return true;
  if ('01234567890123456789'.includes(plain) || '98765432109876543210'.includes(plain)) return true;
  const core = plain.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return COMMON.includes(plain) || COMMON.includes(core);
}
