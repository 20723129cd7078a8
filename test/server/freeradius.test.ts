import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hasFreeradius, startFreeradius, type Radius } from '../support/freeradius.ts';
import { appCode, wrongCode } from '../support/oath.ts';
import { openUniversity, type University } from '../support/sign-on.ts';
import { setUp } from '../support/world.ts';
import { signOnSuite, type Door } from './suites/sign-on.ts';

const title = hasFreeradius
  ? 'FreeRADIUS with rlm_rest, from outside'
  : 'FreeRADIUS: not run, for freeradius, freeradius-rest and freeradius-utils are not installed here';

describe(title, { skip: !hasFreeradius, timeout: 120_000 }, () => {
  let university: University;
  let radius: Radius;
  const passwordOf = (person: string) => `the password of ${person}`;
  const first = (person: string, more = {}) =>
    radius.ask({ 'User-Name': person, 'User-Password': passwordOf(person), ...more });

  const door: Door = {
    people: ['alice', 'bob', 'carol'],
    async enter(person, code) {
      const { kind, state } = await first(person);
      assert.equal(kind, 'Access-Challenge');
      const answer = await radius.ask({ 'User-Name': person, 'User-Password': code, State: state });
      return answer.kind === 'Access-Accept';
    },
    async enterByMail(person, code) {
      const { state } = await first(person);
      const sent = await radius.ask({ 'User-Name': person, 'User-Password': 'mail', State: state });
      assert.equal(sent.kind, 'Access-Challenge');
      const answer = await radius.ask({ 'User-Name': person, 'User-Password': code(), State: sent.state });
      return answer.kind === 'Access-Accept';
    },
  };

  before(async () => {
    university = await openUniversity();
    radius = await startFreeradius(university);
  });
  after(async () => {
    await radius?.stop();
    await university?.close();
  });

  signOnSuite(() => ({ university, door }));

  test('it speaks the language of the client, and says why a code was refused', async () => {
    const { world, asked } = university;
    const { key } = await setUp(world, await world.signIn('dave'));
    const wrong = { 'User-Name': 'dave', 'User-Password': wrongCode(key, world.clock.time) };
    const english = await first('dave');
    assert.match(english.says, /^Type the code of your app\./);
    assert.equal(
      (await radius.ask({ ...wrong, State: english.state, 'Calling-Station-Id': '192.0.2.7' })).says,
      'The code is not right. You can try 4 more times.',
    );
    assert.deepEqual(
      [asked.at(-1)!['address'], asked.at(-1)!['agent'], asked.at(-1)!['language']],
      ['192.0.2.7', 'RADIUS 127.0.0.1', 'en'],
    );
    const there = { 'Packet-Src-IP-Address': '127.0.0.2' };
    const japanese = await first('dave', there);
    assert.match(japanese.says, /^アプリのコードを入力してください。/);
    assert.equal(
      (await radius.ask({ ...wrong, ...there, State: japanese.state })).says,
      'コードが正しくありません。あと3回入力できます。',
    );
  });

  test('nothing opens without a right password, by a State that is used up, unknown or of somebody else', async () => {
    const { world } = university;
    const { key } = await setUp(world, await world.signIn('erin'));
    const code = appCode(key, world.clock.time);
    const erin = { 'User-Name': 'erin', 'User-Password': code };
    const kindOf = async (attributes: Record<string, string>) => (await radius.ask(attributes)).kind;
    assert.equal(await kindOf({ 'User-Name': 'erin', 'User-Password': 'not the password' }), 'Access-Reject');
    assert.equal(await kindOf(erin), 'Access-Reject');
    assert.equal(await kindOf({ ...erin, State: '0x00112233445566778899aabbccddeeff' }), 'Access-Reject');
    assert.equal(await kindOf({ ...erin, State: (await first('alice')).state }), 'Access-Reject');
    const { state } = await first('erin');
    assert.equal(await kindOf({ ...erin, State: state }), 'Access-Accept');
    world.clock.pass({ s: 30 });
    const next = { ...erin, 'User-Password': appCode(key, world.clock.time) };
    assert.equal(await kindOf({ ...next, State: state }), 'Access-Reject');
  });

  test('the code alone, for a VPN that has checked the password itself; what is typed stays a text', async () => {
    const { world, asked } = university;
    const { key } = await setUp(world, await world.signIn('frank'));
    const alone = (code: string) => radius.ask({ 'User-Name': 'frank', 'User-Password': code }, 'code alone');
    const code = appCode(key, world.clock.time);
    const typed = '","subject":"erin\\\t';
    assert.equal((await alone(typed)).kind, 'Access-Reject');
    assert.deepEqual([asked.at(-1)!['subject'], asked.at(-1)!['code']], ['frank', typed]);
    assert.equal((await alone(code)).kind, 'Access-Accept');
    const again = await alone(code);
    assert.deepEqual(
      [again.kind, again.says],
      ['Access-Reject', 'That code has been used already. Wait for the next one.'],
    );
  });
});
