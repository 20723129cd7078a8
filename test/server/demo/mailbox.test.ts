import assert from 'node:assert/strict';
import test from 'node:test';
import { startLocalSmtp } from '../../../src/server/demo/local-smtp.ts';
import { createMailbox } from '../../../src/server/demo/mailbox.ts';
import { smtpMailer } from '../../../src/server/smtp-mailer.ts';

test('a mail sent by SMTP arrives in the mailbox with its Japanese words', async (t) => {
  const mailbox = createMailbox({ now: () => new Date('2026-04-01T00:00:00Z') });
  const smtp = await startLocalSmtp(mailbox, 0);
  const mailer = smtpMailer({ url: smtp.url, from: '京都大学 <mfa@mail.example>' });
  t.after(async () => {
    mailer.close();
    await smtp.close();
  });
  await mailer.send({
    to: 'Hanako@example.org',
    subject: '認証コード / Verification code',
    text: '12345678\n\n8桁の数字',
  });
  assert.deepEqual(mailbox.list('hanako@example.org'), [
    {
      to: 'Hanako@example.org',
      subject: '認証コード / Verification code',
      text: '12345678\n\n8桁の数字',
      receivedAt: '2026-04-01T00:00:00.000Z',
    },
  ]);
  assert.deepEqual(mailbox.list('taro@example.org'), []);
});

test('the newest mail comes first and the oldest goes when there are too many', async () => {
  const mailbox = createMailbox({ limit: 2 });
  for (const subject of ['one', 'two', 'three']) {
    await mailbox.receive(Buffer.from(`Subject: ${subject}\r\n\r\ntext`), ['a@example.org']);
  }
  assert.deepEqual(
    mailbox.list().map(({ subject }) => subject),
    ['three', 'two'],
  );
});
