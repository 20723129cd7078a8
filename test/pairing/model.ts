import type { Entry } from '../../src/core/entry.ts';
import {
  isFinal,
  next,
  startJoiner,
  startOpener,
  type Bytes,
  type Invitation,
  type Message,
  type Next,
  type PairingEffect,
  type PairingEvent,
  type PairingState,
  type Role,
} from '../../src/pairing/protocol.ts';

/**
 * Both machines against a mailbox that is the attacker (Dolev and Yao): it reads everything that is sent, gives either
 * end whatever it can make, in any order, twice or never. Cryptography is symbolic: a term is its own description, and
 * only who has what it takes can make or open one. In addition the attacker can do what six digits allow: choose a
 * nonce so that they become any wanted ones, but only when it knows everything else that goes into them.
 *
 * That nothing arrives, or a person stops, is an end that stays where it is: covered, since every order is.
 */

type End = 'O' | 'J';
const others = { O: 'J', J: 'O' } as const;

/** What an end's channel has seen, and the terms made of it. */
interface Channel {
  offer?: Message;
  reply?: Message;
  transcript?: string;
  otherKey?: string;
  digits?: string;
  /** What the taker was given to keep. */
  parcel?: string;
}

export interface World {
  state: Record<End, PairingState>;
  channel: Record<End, Channel>;
  /** Whose person has said that the digits are the same. */
  sure: Record<End, boolean>;
  /** All that the attacker has seen, each written out. */
  seen: readonly string[];
  /** Terms inside, also those it could open. */
  known: readonly string[];
}

export interface Rules {
  /** The opener's role; the joiner has the other one. */
  opener: Role;
  /** The QR code was scanned, so the joiner knows the commitment; or the code was typed. */
  isScanned: boolean;
  /** A broken copy: what the opener sends first hides nothing, as if it were key and nonce themselves. */
  revealsFirst?: boolean;
  /** A broken copy: the joiner does not look whether the reveal is what was committed to. */
  trustsReveal?: boolean;
  /** A broken copy: sealed texts open whoever sealed them. */
  trustsAnySealer?: boolean;
  /** Messages of an earlier pairing of the same two, which went well. */
  earlier?: readonly string[];
  /** The machine, or a broken copy. */
  step?: typeof next;
}

const term = (text: string): Bytes => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const written = (message: Message): string =>
  JSON.stringify(message, (_, value: unknown) => (value instanceof Uint8Array ? text(value) : value));
const fields = ['commitment', 'publicKey', 'nonce', 'sealed'];
const messages = new Map<string, Message>();
function readBack(line: string): Message {
  const revive = (name: string, value: unknown) => (fields.includes(name) ? term(value as string) : value);
  const message = messages.get(line) ?? (JSON.parse(line, revive) as Message);
  messages.set(line, message);
  return message;
}

const keyOf = (who: string) => `key(${who})`;
const nonceOf = (who: string) => `nonce(${who})`;
/** The attacker is two, so that it need not give both ends the same. */
const attackers = ['M', 'N'];
const isAttackers = (key: string) => attackers.some((who) => key === keyOf(who));
const commitmentTo = (key: string, nonce: string) => `commit(${key},${nonce})`;
/** A short name for something long: the same for the same. */
const names = new Map<string, number>();
const longs: string[] = [];
function short(long: string): number {
  let number = names.get(long);
  if (number === undefined) {
    names.set(long, (number = longs.length));
    longs.push(long);
  }
  return number;
}

interface Sealed {
  from: string;
  to: string;
  transcript: string;
  content: string;
}
const sealedTerm = (from: string, to: string, transcript: string, content: string) =>
  `sealed(${short(JSON.stringify({ from, to, transcript, content }))})`;
const insideOf = (sealed: string) => JSON.parse(longs[Number(/\d+/.exec(sealed)![0])]!) as Sealed;
const transcriptOf = (...messages: Message[]) => `transcript(${short(messages.map(written).join())})`;
const theEntry = 'the entry';

export class Model {
  readonly #rules: Rules;
  readonly #step: typeof next;
  /** Transcripts that the attacker has bent to wanted digits. */
  readonly #bent = new Map<string, string>();
  states = 0;
  transitions = 0;

  constructor(rules: Rules) {
    this.#rules = rules;
    this.#step = rules.step ?? next;
  }

  /** Visits every world that can be reached. `look` returns a complaint, and with it the way that led there is given. */
  explore(look: (world: World) => string | undefined): string | undefined {
    const from = new Map<string, { before: string; by: string } | undefined>();
    const first = this.#start();
    const waiting: World[] = [first];
    from.set(nameOf(first), undefined);
    for (let world = waiting.pop(); world; world = waiting.pop()) {
      this.states++;
      const name = nameOf(world);
      const complaint = look(world);
      if (complaint) return [complaint, ...trace(from, name)].join('\n');
      for (const [by, after] of this.#moves(world)) {
        this.transitions++;
        const to = nameOf(after);
        if (from.has(to)) continue;
        from.set(to, { before: name, by });
        waiting.push(after);
      }
    }
    return undefined;
  }

  #start(): World {
    const { opener, isScanned } = this.#rules;
    const id = 'mailbox';
    const commitment = commitmentTo(keyOf('O'), nonceOf('O'));
    const invitation: Required<Invitation> = { id, role: opener, commitment };
    const startO = startOpener(opener);
    const startJ = startJoiner(opener === 'giver' ? 'taker' : 'giver', isScanned ? invitation : { id });
    let world: World = {
      state: { O: startO[0], J: startJ[0] },
      channel: { O: {}, J: {} },
      sure: { O: false, J: false },
      seen: [],
      known: attackers.flatMap((who) => [keyOf(who), nonceOf(who)]),
    };
    for (const line of this.#rules.earlier ?? []) world = this.#see(world, readBack(line));
    world = this.#feed(world, 'O', { type: 'opened', invitation, expiresAtMs: 0 });
    return this.#feed(world, 'J', { type: 'joined', expiresAtMs: 0 });
  }

  /** Everything that can happen next. */
  *#moves(world: World): Generator<[by: string, World]> {
    for (const end of ['O', 'J'] as const) {
      if (isFinal(world.state[end])) continue;
      const refused = new Set<string>();
      for (const line of new Set([...world.seen, ...[...this.#made(world, end)].map(written)])) {
        const result = this.#step(world.state[end], readBack(line));
        const [after, ...effects] = result;
        // Nothing happens, or what has happened with another message already.
        if (after === world.state[end] && effects.length === 0) continue;
        if (isFinal(after)) {
          const name = JSON.stringify(effects);
          if (refused.has(name)) continue;
          refused.add(name);
        }
        yield [`${end} gets ${line}`, this.#apply(world, end, result)];
      }
      if (world.state[end].at === 'keeping') yield [`${end} keeps`, this.#feed(world, end, { type: 'stored' })];
      // The person looks at both of their own screens.
      const digits = world.channel[end].digits;
      if (digits !== undefined && digits === world.channel[others[end]].digits) {
        const sure = { ...world.sure, [end]: world.sure[end] || world.state[end].at === 'comparing' };
        yield [`the person says so at ${end}`, this.#feed({ ...world, sure }, end, { type: 'same' })];
      }
    }
  }

  /** What the attacker can make for an end. */
  *#made(world: World, end: End): Generator<Message> {
    const known = (kind: string) => world.known.filter((each) => each.startsWith(kind));
    const keys = known('key(');
    const nonces = known('nonce(');
    const state = world.state[end];
    const wanted = world.channel[others[end]].digits;
    const role: Role = state.role === 'giver' ? 'taker' : 'giver';
    const { offer, reply, otherKey, transcript } = world.channel[end];
    if (state.at === 'meeting') {
      const commitments = [...known('commit('), ...keys.flatMap((key) => nonces.map((n) => commitmentTo(key, n)))];
      for (const commitment of commitments) {
        for (const versions of [[1], [2, 1]]) yield { type: 'offer', role, versions, commitment: term(commitment) };
      }
      yield { type: 'offer', role, versions: [9], commitment: term('commit(none)') };
    }
    if (state.at === 'waiting') {
      for (const key of keys) {
        const made = (nonce: string): Message => {
          return { type: 'reply', version: 1, role, publicKey: term(key), nonce: term(nonce) };
        };
        for (const nonce of nonces) yield made(nonce);
        // Before the reveal only a commitment that hides nothing lets it know the rest.
        const ownKey = keyOf(end);
        const ownNonce = nonceOf(end);
        if (wanted && world.known.includes(ownNonce) && world.known.includes(ownKey)) {
          const reveal: Message = { type: 'reveal', publicKey: term(ownKey), nonce: term(ownNonce) };
          yield this.#bend(wanted, key, made, (bent) => [offer!, bent, reveal]);
        }
      }
    }
    if (state.at === 'answering') {
      for (const key of keys) {
        const made = (nonce: string): Message => ({ type: 'reveal', publicKey: term(key), nonce: term(nonce) });
        for (const nonce of nonces) yield made(nonce);
        if (wanted) yield this.#bend(wanted, key, made, (bent) => [offer!, reply!, bent]);
      }
    }
    if (otherKey !== undefined && (isAttackers(otherKey) || this.#rules.trustsAnySealer)) {
      const sealer = isAttackers(otherKey) ? otherKey : keyOf('M');
      const sealed = (content: string) => term(sealedTerm(sealer, keyOf(end), transcript!, content));
      yield { type: 'confirmed', sealed: sealed('confirmed') };
      yield { type: 'entry', sealed: sealed('an entry of the attacker') };
      yield { type: 'kept', sealed: sealed('kept') };
    }
    yield { type: 'end', reason: 'stopped' };
  }

  #bend(wanted: string, key: string, made: (nonce: string) => Message, all: (bent: Message) => Message[]): Message {
    const message = made(`nonce(chosen for ${short(wanted)} with ${key})`);
    this.#bent.set(transcriptOf(...all(message)), wanted);
    return message;
  }

  #feed(world: World, end: End, event: PairingEvent): World {
    return this.#apply(world, end, this.#step(world.state[end], event));
  }

  #apply(before: World, end: End, [state, ...effects]: Next): World {
    let world: World = { ...before, state: { ...before.state, [end]: state } };
    for (const effect of effects) world = this.#run(world, end, effect);
    return world;
  }

  #run(world: World, end: End, effect: PairingEffect): World {
    const own = world.channel[end];
    const key = keyOf(end);
    const nonce = nonceOf(end);
    const note = (more: Channel): World => ({ ...world, channel: { ...world.channel, [end]: { ...own, ...more } } });
    const fail = (): World => this.#feed(world, end, { type: 'failed', reason: 'tampered' });
    const send = (type: 'confirmed' | 'entry' | 'kept', content: string): World => {
      return this.#see(world, { type, sealed: term(sealedTerm(key, own.otherKey!, own.transcript!, content)) });
    };
    const open = (sealed: Bytes): string | undefined => {
      const { from, to, transcript, content } = insideOf(text(sealed));
      const isFromOther = this.#rules.trustsAnySealer || from === own.otherKey;
      return isFromOther && to === key && transcript === own.transcript ? content : undefined;
    };
    switch (effect.effect) {
      case 'offer': {
        const { role } = world.state[end];
        const offer: Message = { type: 'offer', role, versions: [1], commitment: term(commitmentTo(key, nonce)) };
        const seen = this.#see(note({ offer }), offer);
        return this.#rules.revealsFirst ? { ...seen, known: union(seen.known, [key, nonce]) } : seen;
      }
      case 'reply': {
        const { offer, invitation } = effect;
        const { role } = world.state[end];
        const expected = invitation.commitment ?? text(offer.commitment);
        if (expected !== text(offer.commitment)) return fail();
        const reply: Message = { type: 'reply', version: 1, role, publicKey: term(key), nonce: term(nonce) };
        return this.#see(note({ offer, reply }), reply);
      }
      case 'reveal': {
        const reveal: Message = { type: 'reveal', publicKey: term(key), nonce: term(nonce) };
        return this.#agree(this.#see(note({ reply: effect.reply }), reveal), end, reveal, text(effect.reply.publicKey));
      }
      case 'check': {
        const { publicKey, nonce: revealed } = effect.reveal;
        const { commitment } = own.offer as Extract<Message, { type: 'offer' }>;
        const isRight = commitmentTo(text(publicKey), text(revealed)) === text(commitment);
        if (!isRight && !this.#rules.trustsReveal) return fail();
        return this.#agree(world, end, effect.reveal, text(publicKey));
      }
      case 'send-confirmed':
        return send('confirmed', 'confirmed');
      case 'open-confirmed':
        return open(effect.sealed) === 'confirmed' ? this.#feed(world, end, { type: 'otherSure' }) : fail();
      case 'send-entry':
        return send('entry', theEntry);
      case 'open-entry': {
        const parcel = open(effect.sealed);
        if (parcel === undefined || parcel === 'confirmed' || parcel === 'kept') return fail();
        return this.#feed(note({ parcel }), end, { type: 'arrived', entry: {} as Entry });
      }
      case 'send-kept':
        return send('kept', 'kept');
      case 'open-kept':
        return open(effect.sealed) === 'kept' ? this.#feed(world, end, { type: 'acknowledged' }) : fail();
      case 'tell':
        return this.#see(world, { type: 'end', reason: effect.reason });
      default:
        return world;
    }
  }

  #agree(world: World, end: End, reveal: Message, otherKey: string): World {
    const own = world.channel[end];
    if (otherKey === keyOf(end)) return this.#feed(world, end, { type: 'failed', reason: 'tampered' });
    const transcript = transcriptOf(own.offer!, own.reply!, reveal);
    const digits = this.#bent.get(transcript) ?? `digits of ${transcript}`;
    const channel = { ...world.channel, [end]: { ...own, transcript, otherKey, digits } };
    return this.#feed({ ...world, channel }, end, { type: 'agreed', digits });
  }

  #see(world: World, message: Message): World {
    const terms = Object.values(message).flatMap((value) => (value instanceof Uint8Array ? [text(value)] : []));
    const opened = terms.flatMap((each) => {
      if (!each.startsWith('sealed(')) return [];
      const { to, content } = insideOf(each);
      return isAttackers(to) ? [content] : [];
    });
    return {
      ...world,
      seen: union(world.seen, [written(message)]),
      known: union(world.known, [...terms, ...opened]),
    };
  }
}

const union = (one: readonly string[], more: string[]): readonly string[] =>
  more.every((each) => one.includes(each)) ? one : [...new Set([...one, ...more])].sort();

/** Most worlds share their parts with their neighbours. */
const partNames = new WeakMap<object, number>();
function nameOfPart(part: object): number {
  let name = partNames.get(part);
  if (name === undefined) {
    name = short(JSON.stringify(part, (_, value: unknown) => (value instanceof Uint8Array ? text(value) : value)));
    partNames.set(part, name);
  }
  return name;
}

/** Two worlds of one name go on alike: why an end is over matters to nobody. */
function nameOf({ state, channel, sure, seen, known }: World): string {
  const place = (each: PairingState) => (each.at === 'ended' ? each.at : nameOfPart(each));
  const parts = [channel.O, channel.J, sure, seen, known].map(nameOfPart);
  return [place(state.O), place(state.J), ...parts].join();
}

function trace(from: Map<string, { before: string; by: string } | undefined>, name: string): string[] {
  const steps: string[] = [];
  for (let step = from.get(name); step; step = from.get(step.before)) steps.unshift(step.by);
  return steps;
}

/** The messages of an honest pairing, as if it had been another one before. */
export function earlierPairing(rules: Rules): string[] {
  let lines: readonly string[] = [];
  new Model(rules).explore(({ state, seen }) => {
    if (state.O.at === 'done' && state.J.at === 'done' && seen.every((line) => !/\((M|N)\)/.test(line))) lines = seen;
    return undefined;
  });
  const old = (line: string): string =>
    line.replaceAll(/(key|nonce)\((O|J)\)/g, '$1($2 before)').replaceAll(/sealed\(\d+\)/g, (sealed) => {
      const { from, to, transcript, content } = insideOf(sealed);
      const kept = content === theEntry ? 'an earlier entry' : content;
      return sealedTerm(old(from), old(to), `${transcript} before`, kept);
    });
  return lines.map(old);
}

/** What must never be. Undefined when all is well. */
export function complaintAbout({ state, channel, sure, known }: World): string | undefined {
  const giver = state.O.role === 'giver' ? 'O' : 'J';
  const taker = others[giver];
  if (known.includes(theEntry)) return 'the attacker has the entry';
  if (['sending', 'done'].includes(state[giver].at)) {
    if (!sure.O || !sure.J) return 'the entry left before the person had said so on both screens';
    if (channel.O.transcript !== channel.J.transcript) return 'the entry was sealed for another conversation';
  }
  const { parcel } = channel[taker];
  if (parcel !== undefined && parcel !== theEntry) return 'the taker was given another entry';
  if (state[giver].at === 'done' && state[taker].at !== 'done') return 'the giver believes what did not happen';
  return undefined;
}
