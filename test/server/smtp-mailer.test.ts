import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { mailText } from '../../src/server/mail-text.ts';
import { smtpMailer } from '../../src/server/smtp-mailer.ts';

const received: { to: string[]; email: Email }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo({ address }, _session, done) {
    done(address.startsWith('nobody@') ? new Error('no such mailbox') : null);
  },
  onData(stream, { envelope }, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      void PostalMime.parse(Buffer.concat(chunks)).then((email) => {
        received.push({ to: envelope.rcptTo.map(({ address }) => address), email });
        done();
      });
    });
  },
});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
const { port } = server.server.address() as AddressInfo;
const mailer = smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: 'MFA <mfa@example.ac.jp>' });
after(() => {
  mailer.close();
  server.close();
});

const letter = mailText({ purpose: 'mail', code: '01234567', lifeMs: 86_400_000, language: null, issuer: '京都大学' });

test('a message arrives whole: Japanese subject, the code on a line of its own', async () => {
  await mailer.send({ to: 'taro@example.org', ...letter });
  const { to, email } = received.at(-1)!;
  assert.deepEqual(to, ['taro@example.org']);
  assert.equal(email.subject, '京都大学 認証コード / Verification code');
  assert.deepEqual(email.from, { name: 'MFA', address: 'mfa@example.ac.jp' });
  assert.ok(email.text!.split(/\r?\n/).includes('01234567'));
  assert.match(email.text!, /有効期間は24時間です/);
});

test('an address that reads like a list of addresses reaches nobody else', async () => {
  const before = received.length;
  await mailer.send({ to: 'a,b@example.org', ...letter }).catch(() => undefined);
  for (const { to } of received.slice(before)) assert.equal(to.length, 1);
});

test('a refused recipient and a server that is not there are failures', async () => {
  await assert.rejects(mailer.send({ to: 'nobody@example.org', ...letter }));
  const nowhere = smtpMailer({ url: 'smtp://127.0.0.1:9', from: 'mfa@example.ac.jp' });
  await assert.rejects(nowhere.send({ to: 'taro@example.org', ...letter }));
});
