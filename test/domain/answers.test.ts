import { fateOf, type Incoming, keptText, replyAddress, tagOf } from '../../src/domain/answers.js';

const PERSON: Incoming = {
  head: {
    ...{ fromAddress: 'w@x.gov.cn', subject: '回复：到期提醒', autoSubmitted: '', precedence: '' },
    ...{ isList: false, isBounce: false },
  },
  ...{ ownAddresses: ['luoshi@x.gov.cn'], recent: 0, isCut: false, isForged: false },
  answered: { kind: 'reminder', unitId: 3, stages: ['underway', 'closed'] },
  ...{ isKnown: true, saysSomething: true },
};
const sent = (head: Partial<Incoming['head']>): Incoming => ({ ...PERSON, head: { ...PERSON.head, ...head } });
const answering = (answered: Partial<NonNullable<Incoming['answered']>>): Incoming => ({
  ...PERSON,
  answered: { ...PERSON.answered!, ...answered },
});

test('a contact of the unit who answers a reminder has written a draft', () => {
  expect(fateOf(PERSON)).toEqual({ state: 'drafted', reason: null });
  expect(fateOf(sent({ autoSubmitted: 'no' })).state).toBe('drafted');
  expect(fateOf({ ...PERSON, recent: 9 }).state).toBe('drafted');
});

test.each([
  ['Auto-Submitted', sent({ autoSubmitted: 'auto-replied' }), '自动回复'],
  ['Auto-Submitted with a comment', sent({ autoSubmitted: 'auto-generated (vacation)' }), '自动回复'],
  ['a web mail that forgets the header', sent({ subject: '自动回复：【到期提醒】' }), '自动回复'],
  ['an English one', sent({ subject: 'Automatic reply: 到期提醒' }), '自动回复'],
  ['Precedence', sent({ precedence: 'Bulk' }), '群发邮件'],
  ['a mailing list', sent({ isList: true }), '群发邮件'],
  ['an empty return path', sent({ isBounce: true }), '退信'],
  ['the server itself', sent({ fromAddress: 'mailer-daemon@qq.com' }), '退信'],
  ['a Chinese bounce', sent({ subject: '系统退信/Systems bounce' }), '退信'],
  ['ourselves', sent({ fromAddress: 'luoshi@x.gov.cn' }), '本平台自己发出的邮件'],
  ['the eleventh within the hour', { ...PERSON, recent: 10 }, '同一邮箱一小时内来信超过10封'],
])('a machine is put aside without a word: %s', (_, incoming, reason) => {
  expect(fateOf(incoming)).toEqual({ state: 'dismissed', reason });
});

test.each([
  [{ ...PERSON, isCut: true }, '邮件过大或已损坏，没有收下，请到邮箱里查看原件'],
  [{ ...PERSON, isForged: true }, '回复地址与本平台发出的不符'],
  [{ ...PERSON, answered: null }, '不是对本平台邮件的回复'],
  [{ ...PERSON, isKnown: false }, '发件邮箱不是该单位登记的联系邮箱'],
  [{ ...PERSON, saysSomething: false }, '没有读到正文，也没有附件'],
  [answering({ unitId: null }), '所回复的邮件不是发给某个单位的'],
  [answering({ stages: ['closed', 'rectifying'] }), '所回复邮件里的事项已不需要报送进展'],
  [answering({ kind: 'rectification' }), '回复的是整改通知，整改情况要在整改页面报送'],
  [answering({ kind: 'answer' }), '回复的是来信确认，草稿要从邮件里的链接打开后报送'],
])('the office is asked: %#', (incoming, reason) => {
  expect(fateOf(incoming)).toEqual({ state: 'parked', reason });
});

describe('Reply addresses', () => {
  const SIGNATURE = '0123456789abcdef0123';

  test.each(['luoshi+*@county.gov.cn', 'huifu-*@county.gov.cn'])('%s goes and comes back', (pattern) => {
    const address = replyAddress(pattern, 12_345, SIGNATURE);
    expect(address).toBe(pattern.replace('*', `9ix.${SIGNATURE}`));
    // Some servers write the local part large.
    expect(tagOf(pattern, address.toUpperCase())).toEqual({ outboxId: 12_345, signature: SIGNATURE });
  });

  test.each([
    ['another address', 'finance@county.gov.cn'],
    ['no tag', 'luoshi@county.gov.cn'],
    ['an empty tag', 'luoshi+@county.gov.cn'],
    ['a short signature', 'luoshi+9ix.0123@county.gov.cn'],
    ['a number beyond any mail', `luoshi+zzzzzzzzz.${SIGNATURE}@county.gov.cn`],
    ['another domain', `luoshi+9ix.${SIGNATURE}@county.gov.cn.example.com`],
  ])('%s names no mail', (_, address) => {
    expect(tagOf('luoshi+*@county.gov.cn', address)).toBeNull();
  });

  test('without a star every mail has the same address, and it names none', () => {
    expect(replyAddress('luoshi@county.gov.cn', 1, SIGNATURE)).toBe('luoshi@county.gov.cn');
    expect(tagOf('luoshi@county.gov.cn', 'luoshi@county.gov.cn')).toBeNull();
  });
});

test('what is kept of a letter is what a database keeps', () => {
  expect(keptText('\u0000一\u0007\r\n二\ud800 \u00a0三 ')).toBe('一\n二  三');
  expect([...keptText('𠮷'.repeat(30_000))].length).toBe(20_000);
});
