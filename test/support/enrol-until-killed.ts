import { openPglite } from '../../src/server/store/pglite.ts';
import { appCode } from './oath.ts';
import { makeWorld, verifyMail } from './world.ts';

/**
 * A process to be killed: enrols person after person in the folder it is given, and writes a line for each device the
 * moment its confirmation was answered.
 */
const [, , dataDir, prefix, snapshot] = process.argv;
const store = await openPglite({ dataDir: dataDir!, snapshot: snapshot! });
const world = makeWorld(store);
console.log('open');
for (let nth = 0; ; nth++) {
  const subject = `${prefix}-${nth}`;
  const person = await world.signIn(subject);
  await verifyMail(world, person);
  const { id, key } = await person.ask('beginApp', { kind: 'smartphone' });
  const { device } = await person.ask('confirmApp', { id, code: appCode(key, world.clock.now()) });
  console.log(JSON.stringify({ subject, deviceId: device.id }));
}
