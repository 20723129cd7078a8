/** Who asks, as the host knows it. */
export interface Session {
  /** Different for each sign-in; kept only as a hash. A fresh proof of identity belongs to one session. */
  id: string;
  /** The person, the same for ever: an account name or `eduPersonPrincipalName`. */
  subject: string;
  /** What the person calls the account; shown in the app beside the code. */
  label: string;
  /** When the person last signed in with the host. */
  provenAt?: Date;
  /** When the host itself last asked for a second factor; counts like a step-up done here. */
  steppedUpAt?: Date;
}

/** Answers null when nobody is signed in. Rejects only when it cannot tell. */
export type SessionPort = (request: Request) => Promise<Session | null>;

/** The first port that knows the person, for a host with cookies on its own pages and bearer tokens elsewhere. */
export function firstOf(...ports: SessionPort[]): SessionPort {
  return async (request) => {
    for (const port of ports) {
      const session = await port(request);
      if (session) return session;
    }
    return null;
  };
}
