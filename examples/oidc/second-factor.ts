/** A factor that the person has, as `getFactors` tells it. */
export interface Factor {
  factor: 'app' | 'mail' | 'recovery';
  digits: number;
}

export interface Verdict {
  result: boolean;
  factor: Factor['factor'] | null;
  /** For the person, in the language that was asked for. */
  say: string | null;
}

/** The person’s own address and agent, as this server sees them, and the language of the page. */
export interface Asker {
  subject: string;
  address: string;
  agent: string;
  language: 'en' | 'ja';
}

/** The operations of the sign-in (docs/en/sign-in.md), as an identity provider calls them. `url` has no slash at its end. */
export function secondFactor({ url, key }: { url: string; key: string }) {
  async function ask<Answer>(operation: string, input: object): Promise<Answer> {
    const response = await fetch(`${url}/${operation}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`${operation} answered ${response.status}`);
    return (await response.json()) as Answer;
  }
  return {
    factors: ({ subject }: Asker) => ask<{ factors: Factor[]; setUp: 'done' | 'open' | 'due' }>('factors', { subject }),
    /** Asked again too early it sends nothing, and answers the same. */
    sendCode: (asker: Asker, session: string) => ask<{ address: string }>('challenge', { ...asker, session }),
    /** `firstFactor`: the password was right, so the answer may say why a code is not. */
    verify: (asker: Asker, session: string, code: string) =>
      ask<Verdict>('verify', { ...asker, session, code, firstFactor: true }),
  };
}

export type SecondFactor = ReturnType<typeof secondFactor>;
