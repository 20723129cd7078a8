import * as z from 'zod/mini';
import { proof, type Rows } from '../operation.ts';
import { code, id } from '../schemas.ts';

export const checkRows = {
  checkCode: {
    at: 'POST check',
    input: z.object({ code }),
    /** `deltaSteps`: how many periods the code lies behind (negative) or ahead of the server's clock. */
    output: z.object({ deltaSteps: z.int().check(z.minimum(-1000), z.maximum(1000)), deviceId: z.nullable(id) }),
    problems: [...proof, 'code_replayed'],
    changes: 'account',
    summary: {
      en: 'Does my code work? Uses up one that does. Only `deltaSteps` of -1, 0 or 1 mean that it works. A code up to ten periods away is answered with its distance too, to tell a wrong clock; it is not accepted, and counts as a wrong one. One that is ahead will never be accepted.',
      ja: '手元のコードが使えるかどうかを確かめます。使えたコードは使用済みになります。コードが使えるのは、`deltaSteps` が -1、0、1 の場合だけです。前後10周期までのコードにも、時計のずれが分かるように差を返しますが、受け付けたことにはならず、間違いとして数えます。先の時刻のコードは、以後も受け付けません。',
    },
  },
} as const satisfies Rows;
