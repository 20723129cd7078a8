import { inLanguage, type Locale, type OwnWords } from '../localization/languages.ts';
import type { Message } from './mailer.ts';

export type MailPurpose = 'mail' | 'reset' | 'step-up' | 'sign-in';

interface Letter {
  subject: string;
  purposes: Record<MailPurpose, string>;
  minutes: (count: number) => string;
  hours: (count: number) => string;
  rules: (digits: number, life: string) => string;
}

const letters: OwnWords<Letter> = {
  ja: {
    subject: '認証コード',
    purposes: {
      mail: '多要素認証に、このメールアドレスを登録する手続きです。',
      reset: '多要素認証を再設定する手続きです。このコードを入力すると、登録済みのアプリはすべて解除されます。',
      'step-up': '多要素認証の設定を変更する前の、ご本人確認です。',
      'sign-in': 'ログインの手続きです。',
    },
    minutes: (count) => `${count}分間`,
    hours: (count) => `${count}時間`,
    rules: (
      digits,
      life,
    ) => `上の認証コード(${digits}桁)を、手続き中の画面に入力してください。有効期間は${life}です。一度だけ使えます。
コードを新しく送った場合、古いコードは使えません。
お心当たりがない場合は、何も入力せず、このメールを削除してください。コードを人に教えないでください。続けて届く場合は、パスワードを変更してください。`,
  },
  en: {
    subject: 'Verification code',
    purposes: {
      mail: 'You are registering this mail address for multi-factor authentication.',
      reset: 'You are setting up multi-factor authentication again. The code removes every app that is registered now.',
      'step-up': 'You are confirming that it is you, before a change to your multi-factor authentication.',
      'sign-in': 'You are signing in.',
    },
    minutes: (count) => (count === 1 ? 'one minute' : `${count} minutes`),
    hours: (count) => `${count} hours`,
    rules: (
      digits,
      life,
    ) => `Enter the code above (${digits} digits) on the page where you started. It works once, for ${life}.
If you ask for a new code, this one stops working.
If you did not ask for this, delete the message and enter nothing. Never tell anybody the code. If such messages keep coming, change your password.`,
  },
};

function lifeIn({ minutes, hours }: Letter, lifeMs: number): string {
  const count = Math.max(Math.round(lifeMs / 60_000), 1);
  return count < 120 ? minutes(count) : hours(Math.round(count / 60));
}

/**
 * A code by mail, in every language in one message, for a mailbox may be read by somebody else's phone: the reader's
 * language first where the request said which, else Japanese. The code stands on a line of its own, and first, so that it
 * shows in a notification and copies whole.
 */
export function mailText({
  purpose,
  code,
  lifeMs,
  issuer,
  language,
}: {
  purpose: MailPurpose;
  code: string;
  lifeMs: number;
  issuer: string;
  language: Locale | null;
}): Omit<Message, 'to'> {
  const first = inLanguage(letters, language ?? 'ja');
  const all = [...new Set<Letter | undefined>([first, ...Object.values(letters)])].filter((letter) => !!letter);
  const texts = all.map(
    (letter) => `${letter.purposes[purpose]}\n${letter.rules(code.length, lifeIn(letter, lifeMs))}`,
  );
  return {
    subject: `${issuer} ${all.map(({ subject }) => subject).join(' / ')}`,
    text: `${code}\n\n${texts.join('\n\n--\n\n')}\n\n${issuer}\n`,
  };
}
