import * as z from 'zod/mini';
import type { Rows } from '../operation.ts';
import { count, givenSeat, label, nothing, pairingCode, sealed, seat, time } from '../schemas.ts';

/** The id is the code that people read to each other: kept in the body, out of addresses and what logs them. */
export const pairingsRows = {
  openPairing: {
    at: 'POST pairings',
    input: nothing,
    output: z.object({ id: pairingCode, seat, expiresAt: time }),
    problems: [],
    changes: 'mailbox',
    repeatable: true,
    summary: {
      en: 'Open a blind mailbox for two devices, for two minutes; closes the one that this person opened before. `id` is a short code for the other device, `seat` the token of this end.',
      ja: '2台のデバイスのために、サーバーには中身の見えない私書箱を2分間開きます。同じ人が前に開いた私書箱は閉じます。`id` は相手のデバイスに伝える短いコード、`seat` はこちら側のトークンです。',
    },
  },
  joinPairing: {
    at: 'POST pairings/join',
    /** `signedIn`: only as the person who opened the mailbox. */
    input: z.object({ id: pairingCode, signedIn: z.optional(z.boolean()) }),
    /** `openedBy`: the `label` of whoever opened the mailbox, so that a giver can tell who asks. */
    output: z.object({ seat, expiresAt: time, openedBy: z.optional(label) }),
    problems: ['pairing_of_another', 'not_found', 'pairing_taken'],
    changes: 'mailbox',
    authority: 'input',
    summary: {
      en: 'Take the other seat of a mailbox: one device only. A session is not needed; one of another person than the opener is refused, and with `signedIn` none is, too. A repeated request with the same `Idempotency-Key` (16 characters at least) answers the same seat.',
      ja: '私書箱のもう一方の席に着きます。着けるのは1台だけです。セッションはなくてもかまいませんが、開いた人と別の人のセッションなら拒否します。`signedIn` があれば、セッションのない要求も拒否します。同じ `Idempotency-Key`（16文字以上）でやり直すと、同じ席を返します。',
    },
  },
  sendPairing: {
    at: 'POST pairings/send',
    input: z.object({ id: pairingCode, seat: givenSeat, message: sealed }),
    output: nothing,
    problems: ['not_found', 'pairing_full'],
    changes: 'mailbox',
    authority: 'input',
    repeatable: true,
    summary: {
      en: 'Leave a sealed message for the other end. The same message sent again counts once.',
      ja: '相手側に宛てて、封をしたメッセージを入れます。同じメッセージを送り直しても、1通と数えます。',
    },
  },
  receivePairing: {
    at: 'POST pairings/receive',
    /** `after`: the index of the last message that arrived; left out for all of them. */
    input: z.object({ id: pairingCode, seat: givenSeat, after: z.optional(count) }),
    /** `index` counts from 0, for each end on its own. `isClosed`: nothing will follow. */
    output: z.object({
      messages: z.array(z.object({ index: count, message: sealed })).check(z.maxLength(100)),
      isClosed: z.boolean(),
    }),
    problems: ['not_found'],
    changes: 'mailbox',
    authority: 'input',
    repeatable: true,
    // Our back end answers after 20 seconds at most. Others may wait somewhat longer.
    waitsMs: 30_000,
    summary: {
      en: 'Fetch the messages of the other end after an index. Answers at once when there are any or the mailbox is closed; otherwise waits for some, and after about 20 seconds answers without.',
      ja: '指定した番号より後の、相手側からのメッセージを受け取ります。メッセージがあるか、私書箱が閉じていれば、すぐに返します。なければ待ち、20秒ほどたつと空のまま返します。',
    },
  },
  closePairing: {
    at: 'POST pairings/close',
    input: z.object({ id: pairingCode, seat: givenSeat }),
    output: nothing,
    problems: ['not_found'],
    changes: 'mailbox',
    authority: 'input',
    repeatable: true,
    summary: {
      en: 'Close the mailbox. The other end can still fetch what was left for it.',
      ja: '私書箱を閉じます。相手側は、すでに入っているメッセージを受け取れます。',
    },
  },
} as const satisfies Rows;
