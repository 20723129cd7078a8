import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inArray } from 'drizzle-orm';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { sendNotices } from '../../src/server/notices/send.ts';
import { openMail } from '../../src/server/sealed-addresses.ts';
import { smtpMailer } from '../../src/server/smtp-mailer.ts';
import { openPglite } from '../../src/server/store/pglite.ts';
import { audit, mails, notices } from '../../src/server/store/schema.ts';
import { snapshotFile } from '../support/backends.ts';
import { makeWorld, shared } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'mfa-notices-'));
const snapshot = snapshotFile();
const script = fileURLToPath(new URL('../support/change-until-killed.ts', import.meta.url));

let child: ChildProcess;
const received: { to: string; id: string }[] = [];
/** Kills the process when so many messages have come, before it hears that the last one was taken. */
let killAt = Infinity;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, { envelope }, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      void PostalMime.parse(Buffer.concat(chunks)).then(({ messageId }) => {
        received.push({ to: envelope.rcptTo[0]!.address, id: messageId! });
        if (received.length === killAt) child.kill('SIGKILL');
        else done();
      });
    });
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
const smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
after(() => {
  child.kill('SIGKILL');
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Lets the process change things until it has written so many lines, or is killed by its mail. Answers how many. */
async function changeUntilKilled(dataDir: string, prefix: string, lines: number): Promise<number> {
  child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, prefix, snapshot, smtpUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let written = 0;
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line !== 'open' && ++written === lines) child.kill('SIGKILL');
  }
  const [code] = await exited;
  assert.equal(code, null, 'the process was killed, it did not end by itself');
  return written;
}

test('killed amid 60 changes: each confirmed change is told, by one message or by a repeat with the same Message-ID', async () => {
  const dataDir = join(folder, 'data');
  killAt = 5;
  let acknowledged = await changeUntilKilled(dataDir, 'by-mail', Infinity);
  killAt = Infinity;
  acknowledged += await changeUntilKilled(dataDir, 'by-line', Math.max(60 - acknowledged, 1));

  const store = await openPglite({ dataDir, snapshot });
  const world = makeWorld(store);
  const mailer = smtpMailer({ url: smtpUrl, from: 'MFA <mfa@example.ac.jp>' });
  // What the killed ones had taken is due again later than any of them would have lived.
  world.clock.pass({ hours: 12 });
  const options = { ...shared(() => world, store, undefined), notices: {}, mailer };
  await sendNotices(options);
  assert.equal(await store.database.$count(notices), 0);

  const told = ['app-confirmed', 'device-removed', 'device-restored'];
  const rows = await store.database.select().from(audit).where(inArray(audit.event, told));
  assert.ok(acknowledged >= 60 && rows.length >= acknowledged, `${acknowledged} acknowledged, ${rows.length} done`);
  const idsTo = (address: string) => new Set(received.flatMap(({ to, id }) => (to === address ? [id] : [])));
  for (const row of await store.database.select().from(mails)) {
    const changes = rows.filter(({ personId }) => personId === row.personId).length;
    assert.equal(idsTo(await openMail(options, row)).size, changes);
  }
  for (const { id } of received) assert.match(id, /^<mfa-notice-[0-9a-f]{32}@example\.ac\.jp>$/);
  assert.ok(received.length > rows.length, 'those that were killed by their mail were repeated');
  await store.close();
});
