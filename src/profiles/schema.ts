import * as z from 'zod/mini';
import { schemas } from '../contract/schemas.ts';
import { locales, sourceLocale, type Locale } from '../localization/languages.ts';

/**
 * What differs from one university to the next, as data. A profile is a module of ours (`kyoto-u`, `neutral`), an
 * object given by script, or a JSON file at an address; the last two are parsed by this schema.
 */

/** The same in each language; one that is missing falls back to English. */
const inEach = (text: z.ZodMiniString) =>
  z.object(
    Object.fromEntries(locales.map((locale) => [locale, locale === sourceLocale ? text : z.optional(text)])) as {
      [Tag in Locale]: Tag extends typeof sourceLocale ? z.ZodMiniString : z.ZodMiniOptional<z.ZodMiniString>;
    },
  );

const words = inEach(z.string().check(z.maxLength(500)));

/**
 * A secure page, or a place on the page's own host. Browsers read `//host` and `/\host` as another host, and leave tabs
 * and line ends out before they do.
 */
const link = z.string().check(z.maxLength(2000), z.regex(/^(https:\/\/|\/(?![/\\]))[^\t\n\r]*$/));
const address = inEach(link);

/**
 * Buttons, links and messages of the institution's own settings pages, word for word, for guide mode. Where the pages
 * are in Japanese only, `ja` is what stands there and `en` what it means: readers of other languages see both.
 */
const labels = z.object({
  /** The one-time password by app, in the list of methods. */
  token: z.optional(words),
  /** Takes the chosen method. */
  select: z.optional(words),
  /** The link for people who have no app on the account yet. */
  firstTime: z.optional(words),
  /** Goes on after the QR code. */
  register: z.optional(words),
  /** Sends the typed code. */
  confirm: z.optional(words),
  /** The message at the end of an app set-up. */
  completed: z.optional(words),
  /** Sends a code to a new mail address. */
  sendMail: z.optional(words),
  /** Keeps the new mail address. */
  update: z.optional(words),
  /** The message after a mail has been sent. */
  mailSent: z.optional(words),
  /** Voids the app on the account. */
  initialize: z.optional(words),
  /** The message after that. */
  initialized: z.optional(words),
});

export const profileSchema = z.object({
  /** The institution, as it calls itself. */
  name: words,
  /** The issuer in its `otpauth:` addresses, and how its account may be named in a phone's export. */
  issuers: z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.minLength(1), z.maxLength(20)),
  /** Rules for guide mode; a back end's `account.policy` overrides them. */
  policy: schemas.policy,
  /** Ids from the catalogue of apps that the institution names, most usual first. */
  apps: z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)),
  labels: z.optional(labels),
  links: z.object({
    /** Index of the institution's own manuals. */
    manuals: z.optional(address),
    /** The manual for whoever begins, where it is another page: mail comes first. */
    start: z.optional(address),
    /** The page where one-time passwords are set up. */
    settings: z.optional(address),
    /** Contact form of the help desk. */
    contact: z.optional(address),
    /** Where to sign in; `return` is added to the query. */
    signIn: z.optional(address),
  }),
});

export type Profile = z.output<typeof profileSchema>;
