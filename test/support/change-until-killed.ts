import { sendNotices } from '../../src/server/notices/send.ts';
import { smtpMailer } from '../../src/server/smtp-mailer.ts';
import { openPglite } from '../../src/server/store/pglite.ts';
import { makeWorld, setUp, shared } from './world.ts';

/**
 * A process to be killed: changes something of person after person in the folder it is given, sends notices by SMTP
 * meanwhile, and writes a line for each change the moment it was answered.
 */
const [, , dataDir, prefix, snapshot, smtpUrl] = process.argv;
const store = await openPglite({ dataDir: dataDir!, snapshot: snapshot! });
const world = makeWorld(store);
const options = {
  ...shared(() => world, store, undefined),
  notices: {},
  mailer: smtpMailer({ url: smtpUrl!, from: 'MFA <mfa@example.ac.jp>' }),
};
void (async () => {
  for (;;) if (!(await sendNotices(options))) await new Promise(setImmediate);
})();
console.log('open');
for (let nth = 0; ; nth++) {
  const person = await world.signIn(`${prefix}-${nth}`);
  const { deviceId: id } = await setUp(world, person);
  console.log('app');
  // Fewer than an hour tells of.
  for (let times = 0; times < 25; times++) {
    await person.ask('removeDevice', { id });
    console.log('removed');
    await person.ask('restoreDevice', { id });
    console.log('restored');
  }
}
