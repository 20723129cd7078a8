import { equalBytes, utf8 } from '../bytes.ts';
import type { Session, SessionPort } from './port.ts';
import { isPlausible, requireText } from './rules.ts';

/** How the server knows that a header comes from the proxy and not from somebody who wrote it. */
type Trust =
  | {
      /** The proxy sends this text (32 characters or more) in a header of its own, and strips that header from outside. */
      proxySecret: { header: string; value: string };
    }
  | {
      /** The operator promises that nothing but the proxy can reach this server: a socket, or a private network. */
      onlyTheProxyCanReachThisServer: true;
    };

/** What tells one session of a person from another. */
type Telling =
  | {
      /** Holds an id that changes with each sign-in, such as `Shib-Session-ID`. A request without it is nobody's. */
      sessionHeader: string;
    }
  | {
      /**
       * The proxy has no such id, and you accept what that means: a step-up in one browser makes every session of the
       * person fresh, a stolen one too.
       */
      allSessionsShareOneStepUp: true;
    };

type Options = Trust &
  Telling & {
    /** Holds the person; default `REMOTE_USER`. The proxy has to strip it from requests that come from outside. */
    subjectHeader?: string;
    /** Holds what the person calls the account; default: the subject. */
    labelHeader?: string;
    /**
     * Holds when the person signed in: ISO 8601 with its zone, such as `Shib-Authentication-Instant`, or seconds since 1970,
     * as `auth_time` of OpenID Connect. Once named, a request without a time we can read counts as an old sign-in.
     */
    provenAtHeader?: string;
    now?: () => Date;
  };

/**
 * Sessions of a proxy that has signed the person in: Shibboleth, or an OIDC proxy. A header is only text that anybody
 * can send, so this port demands to be told why it may be believed.
 */
export function trustedHeaderSessions(options: Options): SessionPort {
  const { subjectHeader = 'REMOTE_USER', labelHeader, provenAtHeader, now = () => new Date() } = options;
  for (const [option, name] of Object.entries({ subjectHeader, labelHeader, provenAtHeader }))
    if (name !== undefined) requireText(`trustedHeaderSessions: ${option}`, name);
  const isFromProxy = trust(options);
  const sessionHeader = telling(options);
  return async ({ headers }) => {
    if (!isFromProxy(headers)) return null;
    // Apache writes "(null)" for a variable that is not there.
    const read = (name: string | undefined) =>
      name === undefined ? undefined : fromLatin1(headers.get(name) ?? '').replace(/^\(null\)$/, '') || undefined;
    const subject = read(subjectHeader);
    const id = sessionHeader === undefined ? 'the only one' : read(sessionHeader);
    const time = read(provenAtHeader);
    // Several values of one header arrive joined by a comma: then one of them was not the proxy's.
    if (subject === undefined || id === undefined || [subject, id, time].some((value) => value?.includes(',')))
      return null;
    const session: Session = {
      id,
      subject,
      label: read(labelHeader) ?? subject,
      ...(provenAtHeader === undefined ? {} : { provenAt: instantOf(time) }),
    };
    return isPlausible(session, now()) ? session : null;
  };
}

function trust(options: Trust): (headers: Headers) => boolean {
  if ('proxySecret' in options && options.proxySecret) {
    const header = requireText('trustedHeaderSessions: proxySecret.header', options.proxySecret.header);
    const value = utf8(requireText('trustedHeaderSessions: proxySecret.value', options.proxySecret.value, 32));
    return (headers) => equalBytes(utf8(headers.get(header) ?? ''), value);
  }
  if ('onlyTheProxyCanReachThisServer' in options && options.onlyTheProxyCanReachThisServer === true) return () => true;
  throw new RangeError(
    'trustedHeaderSessions: anybody can send a header. Give proxySecret, or onlyTheProxyCanReachThisServer: true if that is so.',
  );
}

/** The header that holds the session's id; undefined where all sessions of a person are to count as one. */
function telling(options: Telling): string | undefined {
  if ('sessionHeader' in options && options.sessionHeader) return options.sessionHeader;
  if ('allSessionsShareOneStepUp' in options && options.allSessionsShareOneStepUp === true) return undefined;
  throw new RangeError(
    'trustedHeaderSessions: a step-up belongs to one session. Give sessionHeader, or allSessionsShareOneStepUp: true if the proxy has no id of a session.',
  );
}

/** What cannot be read as a time is long ago, for no limit at all would be the worse mistake. */
function instantOf(text = ''): Date {
  if (/^\d{1,12}$/.test(text)) return new Date(Number(text) * 1000);
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.test(text);
  const instant = new Date(isIso ? text : NaN);
  return Number.isNaN(instant.getTime()) ? new Date(0) : instant;
}

/** Proxies send UTF-8 bytes; the Fetch standard reads header bytes as Latin-1. */
function fromLatin1(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(text, (character) => character.charCodeAt(0)),
    );
  } catch {
    return text;
  }
}
