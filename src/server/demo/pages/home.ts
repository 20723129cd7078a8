import { inLanguage } from '../../../localization/languages.ts';
import { profile } from '../../../profiles/kyoto-u.ts';
import { html, type Part } from '../html.ts';
import type { Page, PageContext } from '../layout.ts';

/** The article of a department, with the wizard where the text speaks of setting up. */
export function homePage({ language, elementPages }: PageContext): Page {
  const wizard = elementPages.find(({ path }) => path === '/wizard');
  const text = inLanguage({ en: english, ja: japanese }, language);
  return {
    title: { en: 'Multi-factor authentication', ja: '多要素認証' },
    body: text(wizard?.markup),
    modules: wizard ? [wizard.module] : [],
  };
}

const english = (wizard: Part) => html`<article>
  <h1>Multi-factor authentication</h1>
  <p class="lead">University services ask for a one-time password after your ID and password. On this page you choose how you receive it.</p>
  <h2>Before you begin</h2>
  <ul>
    <li>Your ID is activated. The address for this is on your activation notification.</li>
    <li>You have a mail address that you can read without a one-time password. Student mail (KUMOI) and faculty and staff mail (KUMail) ask for one themselves, so they cannot be used.</li>
    <li>The clock of your smartphone or computer is right. Setting it automatically is best.</li>
  </ul>
  <section aria-label="Set-up">${wizard}</section>
  <h2>Two ways to receive it</h2>
  <dl>
    <dt>Mail</dt>
    <dd>A number of 8 digits, valid once within 24 hours. Everybody sets this up first; it is also how you set up again.</dd>
    <dt>App</dt>
    <dd>A number of 6 digits that changes every 30 seconds, on your smartphone or in your browser. It needs no connection.</dd>
  </dl>
  <h2>When you change your device</h2>
  <p>Sync the app to the new device while you still have the old one. If you have lost it, the registered mail address lets you set up again.</p>
  <h2>Questions</h2>
  <p>Please write to the ICT Support Center with its <a href="${profile.links.contact?.en}">contact form</a>.</p>
</article>`;

const japanese = (wizard: Part) => html`<article>
  <h1>多要素認証</h1>
  <p class="lead">大学のサービスにログインするときは、IDとパスワードに続けて、ワンタイムパスワードを入力します。その受け取り方を、このページで設定できます。</p>
  <h2>はじめる前に</h2>
  <ul>
    <li>IDの有効化が済んでいること。有効化通知書に記載されたURLから手続きできます。</li>
    <li>ワンタイムパスワードなしで読めるメールアドレスがあること。学生用メール（KUMOI）と教職員用メール（KUMail）は、読むときにワンタイムパスワードが必要になるため、登録できません。</li>
    <li>スマートフォンやパソコンの時計が合っていること。時刻は自動設定をおすすめします。</li>
  </ul>
  <section aria-label="設定">${wizard}</section>
  <h2>受け取り方の種類</h2>
  <dl>
    <dt>メール</dt>
    <dd>8桁の数字が届きます。24時間以内に1回だけ使えます。最初に必ず設定するもので、再設定のときにも使います。</dd>
    <dt>アプリ</dt>
    <dd>6桁の数字がスマートフォンやブラウザに表示され、30秒ごとに変わります。通信できない場所でも使えます。</dd>
  </dl>
  <h2>機種変更のときは</h2>
  <p>古いデバイスが手元にあるうちに、新しいデバイスへアプリを同期してください。デバイスを紛失したときは、登録したメールアドレスを使って再設定できます。</p>
  <h2>お問い合わせ</h2>
  <p>情報環境支援センターの<a href="${profile.links.contact?.ja}">お問い合わせフォーム</a>をご利用ください。</p>
</article>`;
