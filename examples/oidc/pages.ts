import { html } from 'hono/html';
import type { Factor } from './second-factor.ts';

export type Language = 'en' | 'ja';

const words = {
  en: {
    title: 'Sign in',
    account: 'Account name',
    password: 'Password',
    next: 'Next',
    wrongPassword: 'Account name or password is not right.',
    code: 'One-time password',
    hints: {
      app: 'Type the digits that your app shows.',
      mail: 'Type the digits from the mail, or have a mail sent.',
      recovery: 'A recovery code will do, too.',
    },
    send: 'Send me a code',
    sent: (address: string) => `A mail with a code is on its way to ${address}.`,
    signIn: 'Sign in',
  },
  ja: {
    title: 'ログイン',
    account: 'アカウント名',
    password: 'パスワード',
    next: '次へ',
    wrongPassword: 'アカウント名またはパスワードが正しくありません。',
    code: 'ワンタイムパスワード',
    hints: {
      app: 'アプリに表示されている数字を入力してください。',
      mail: 'メールに届いた数字を入力してください。届いていない場合は、メールを送信できます。',
      recovery: 'リカバリーコードも使えます。',
    },
    send: 'コードをメールで送る',
    sent: (address: string) => `${address} にコードを送りました。`,
    signIn: 'ログイン',
  },
} as const;

export const wordsOf = (language: Language) => words[language];

/** `nonce`: of the policy that this page is sent with. */
interface Framed {
  language: Language;
  nonce: string;
  /** Where the forms go: the address of the interaction. */
  at: string;
  say?: string | undefined;
}

const frame = ({ language, nonce, say }: Framed, form: unknown) => html`<!doctype html>
  <html lang="${language}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>${words[language].title}</title>
      <style nonce="${nonce}">
        :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
        main { max-width: 22rem; margin: 10vh auto; padding: 0 1rem }
        label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit }
        input, button { margin-block: .25rem 1rem; padding: .6rem }
        [role='alert'] { border-inline-start: .25rem solid #b3261e; padding-inline-start: .75rem }
      </style>
    </head>
    <body>
      <main>
        <h1>${words[language].title}</h1>
        ${say ? html`<p role="alert">${say}</p>` : ''}
        ${form}
      </main>
    </body>
  </html>`;

export const passwordPage = (framed: Framed, account = '') => {
  const say = words[framed.language];
  return frame(
    framed,
    html`<form method="post" action="${framed.at}">
      <label>${say.account}<input name="account" value="${account}" autocomplete="username" required autofocus /></label>
      <label>${say.password}<input name="password" type="password" autocomplete="current-password" required /></label>
      <button>${say.next}</button>
    </form>`,
  );
};

export const codePage = (framed: Framed, factors: readonly Factor[]) => {
  const say = words[framed.language];
  const has = (name: Factor['factor']) => factors.some(({ factor }) => factor === name);
  return frame(
    framed,
    html`<form method="post" action="${framed.at}">
        <p>${(['app', 'mail', 'recovery'] as const).filter(has).map((name) => html`${say.hints[name]} `)}</p>
        <label>
          ${say.code}
          <input name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus />
        </label>
        <button>${say.signIn}</button>
      </form>
      ${
        has('mail')
          ? html`<form method="post" action="${framed.at}"><button name="send" value="mail">${say.send}</button></form>`
          : ''
      }`,
  );
};
