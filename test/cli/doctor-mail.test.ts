import { startImap } from '../support/imap-server.js';
import { openSink } from '../support/smtp-sink.js';
import { build, demonstrationFolder, removeFolders, run } from '../support/terminal.js';

let folder: string;
beforeAll(async () => {
  build();
  folder = await demonstrationFolder();
}, 120_000);
afterAll(removeFolders);

const NOWHERE = '127.0.0.1:1';
const doctor = (env: Record<string, string>) =>
  run('cli.js', ['doctor'], { LUOSHI_DATA: folder, MAIL_FROM: 'office@example.gov.cn', ...env });
const withUser = (url: string) => url.replace('//', '//office:wrong@');

test('doctor signs in at both servers and sends and takes nothing', async () => {
  const [sink, imap] = [await openSink(), await startImap()];
  const kept = imap.put('Subject: x\r\n\r\nx');
  const { code, out } = await doctor({ SMTP_URL: sink.url, IMAP_URL: imap.url });
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/ 好 {2}邮件：.*\n {2}好 {2}收信：office（127\.0\.0\.1）\n/) as string,
  ]);
  expect([sink.connections, sink.heard, [...kept.flags]]).toEqual([1, [], []]);
  await Promise.all([sink.close(), imap.close()]);
});

test('doctor says of each server why it does not let the program in, and exits with 1', async () => {
  const gone = await doctor({ SMTP_URL: `smtp://${NOWHERE}`, IMAP_URL: `imap://u:p@${NOWHERE}/INBOX` });
  expect(gone.code).toBe(1);
  expect(gone.out).toMatch(/有问题 {2}邮件：连接不上邮件服务器（.*ECONNREFUSED.*），请核对 SMTP_URL 和网络/);
  expect(gone.out).toMatch(/有问题 {2}收信：打不开收信的邮箱（.*ECONNREFUSED.*），请核对 IMAP_URL/);

  const [sink, imap] = [await openSink({ auth: () => '535 5.7.8 bad password' }), await startImap()];
  const refused = await doctor({ SMTP_URL: withUser(sink.url), IMAP_URL: imap.url.replace('p%40ss', 'wrong') });
  expect(refused.code).toBe(1);
  expect(refused.out).toMatch(
    /邮件：邮件服务器不接受连接设置（.*535 5\.7\.8 bad password.*），请核对 SMTP_URL、SMTP_CA/,
  );
  expect(refused.out).toMatch(/收信：打不开收信的邮箱（.+），请核对 IMAP_URL/);
  expect(refused.out).not.toContain('Command failed');

  const noFolder = await doctor({ SMTP_URL: sink.url, IMAP_URL: imap.url, IMAP_ARCHIVE: 'Kept' });
  expect([noFolder.code, noFolder.out]).toEqual([
    1,
    expect.stringMatching(/打不开存底的文件夹“Kept”（.+），请核对 IMAP_ARCHIVE/) as string,
  ]);
  await Promise.all([sink.close(), imap.close()]);
}, 60_000);
