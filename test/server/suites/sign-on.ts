import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appCode, wrongCode } from '../../support/oath.ts';
import type { University } from '../../support/sign-on.ts';
import { mailedCode, setUp, wrongMailCode } from '../../support/world.ts';

/** What somebody meets who signs in from outside, with a right password and this code. */
export interface Door {
  /** Three people whom the sign-on knows, and who have nothing set up. */
  people: readonly [string, string, string];
  enter(person: string, code: string): Promise<boolean>;
  /** Has a code sent, and then gives the one that `code` finds. */
  enterByMail(person: string, code: () => string): Promise<boolean>;
  /** Each sign-in has a code of its own (`session`). */
  hasCodeEach?: true;
}

/** The same story at the door of every sign-on: what was set up with the self-service opens it, once, and nothing else does. */
export function signOnSuite(given: () => { university: University; door: Door }): void {
  const codesOf =
    ({ world }: University, key: Parameters<typeof appCode>[0]) =>
    (s = 0) =>
      appCode(key, new Date(world.clock.time.getTime() + s * 1000));

  test('a right code opens; the same again, an older one and a wrong one do not, in the self-service neither', async () => {
    const { university, door } = given();
    const { world, service } = university;
    const [person] = door.people;
    const self = await world.signIn(person);
    const { key } = await setUp(world, self);
    const codeAt = codesOf(university, key);
    assert.equal(await door.enter(person, wrongCode(key, world.clock.time)), false);
    assert.equal(await door.enter(person, codeAt()), true);
    assert.equal(await door.enter(person, codeAt()), false);
    assert.equal((await self.refusal('checkCode', { code: codeAt() })).code, 'code_replayed');
    assert.equal((await service.verify(person, codeAt())).reason, 'code_replayed');
    assert.equal(await door.enter(person, codeAt(-30)), false);
    world.clock.pass({ s: 30 });
    await self.ask('checkCode', { code: codeAt() });
    assert.equal(await door.enter(person, codeAt()), false, 'used in the self-service');
    world.clock.pass({ s: 30 });
    assert.equal(await door.enter(person, codeAt()), true);
    world.clock.pass({ s: 30 });
  });

  test('five wrong codes lock, over the self-service and the sign-in, and the lock ends', async () => {
    const { university, door } = given();
    const { world, service } = university;
    const [, person] = door.people;
    const self = await world.signIn(person);
    const { key } = await setUp(world, self);
    const codeAt = codesOf(university, key);
    for (let nth = 0; nth < 5; nth++)
      assert.equal(await door.enter(person, wrongCode(key, world.clock.time, nth)), false);
    assert.equal(await door.enter(person, codeAt()), false);
    assert.equal((await service.verify(person, codeAt())).reason, 'attempts_exhausted');
    assert.equal((await self.refusal('checkCode', { code: codeAt() })).code, 'attempts_exhausted');
    world.clock.pass({ minutes: 5 });
    assert.equal(await door.enter(person, codeAt()), true);
    for (let nth = 0; nth < 5; nth++) await self.refusal('checkCode', { code: wrongCode(key, world.clock.time, nth) });
    world.clock.pass({ s: 30 });
    assert.equal(await door.enter(person, codeAt()), false, 'locked by the self-service');
    world.clock.pass({ minutes: 10 });
    assert.equal(await door.enter(person, codeAt()), true);
  });

  test('a code of a removed device does not open; one of the device that is left does', async () => {
    const { university, door } = given();
    const { world } = university;
    const [, , person] = door.people;
    const self = await world.signIn(person);
    const lost = await setUp(world, self);
    const { id, key } = await self.ask('beginSync', { kind: 'browser', code: appCode(lost.key, world.clock.time) });
    await self.ask('confirmSync', { id, code: appCode(key!, world.clock.time) });
    world.clock.pass({ s: 30 });
    await self.ask('removeDevice', { id: lost.deviceId });
    assert.equal(await door.enter(person, appCode(lost.key, world.clock.time)), false);
    assert.equal(await door.enter(person, appCode(key!, world.clock.time)), true);
  });

  test('a code by mail, which the sign-on has sent, opens once', async () => {
    const { university, door } = given();
    const { world } = university;
    const [person] = door.people;
    const already = world.mails.length;
    assert.equal(await door.enterByMail(person, () => wrongMailCode(world)), false);
    assert.equal(world.mails.length, already + 1);
    assert.equal(await door.enterByMail(person, () => mailedCode(world)), true);
    const sent = door.hasCodeEach ? 2 : 1;
    assert.equal(
      world.mails.length,
      already + sent,
      'asked again within a minute nothing is sent for the same sign-in',
    );
    assert.equal(await door.enter(person, mailedCode(world)), false);
  });
}
