import type { Language } from './language.ts';
import type { Message } from './mailer.ts';

export type MailPurpose = 'mail' | 'reset' | 'step-up';

const purposesEn: Record<MailPurpose, string> = {
  mail: 'You are registering this mail address for multi-factor authentication.',
  reset: 'You are setting up multi-factor authentication again. The code removes every app that is registered now.',
  'step-up': 'You are confirming that it is you, before a change to your multi-factor authentication.',
};

const purposesJa: Record<MailPurpose, string> = {
  mail: '多要素認証に、このメールアドレスを登録する手続きです。',
  reset: '多要素認証を再設定する手続きです。このコードを入力すると、登録済みのアプリはすべて解除されます。',
  'step-up': '多要素認証の設定を変更する前の、ご本人確認です。',
};

function life(lifeMs: number): { en: string; ja: string } {
  const minutes = Math.max(Math.round(lifeMs / 60_000), 1);
  if (minutes < 120) return { en: minutes === 1 ? 'one minute' : `${minutes} minutes`, ja: `${minutes}分間` };
  const hours = Math.round(minutes / 60);
  return { en: `${hours} hours`, ja: `${hours}時間` };
}

/**
 * A code by mail, in both languages in one message, for a mailbox may be read by somebody else's phone: the reader's
 * language first where the request said which, else Japanese. The code stands on a line of its own, and first, so that it
 * shows in a notification and copies whole.
 */
export function mailText(letter: {
  purpose: MailPurpose;
  code: string;
  lifeMs: number;
  issuer: string;
  language: Language | null;
}): Omit<Message, 'to'> {
  const { purpose, code, lifeMs, issuer, language } = letter;
  const { en, ja } = life(lifeMs);
  const japanese = `${purposesJa[purpose]}
上の認証コード(${code.length}桁)を、手続き中の画面に入力してください。有効期間は${ja}です。一度だけ使えます。
コードを新しく送った場合、古いコードは使えません。
お心当たりがない場合は、何も入力せず、このメールを削除してください。コードを人に教えないでください。続けて届く場合は、パスワードを変更してください。`;
  const english = `${purposesEn[purpose]}
Enter the code above (${code.length} digits) on the page where you started. It works once, for ${en}.
If you ask for a new code, this one stops working.
If you did not ask for this, delete the message and enter nothing. Never tell anybody the code. If such messages keep coming, change your password.`;
  const subjects = ['認証コード', 'Verification code'];
  const texts = [japanese, english];
  if (language === 'en') [subjects, texts].forEach((both) => both.reverse());
  return {
    subject: `${issuer} ${subjects.join(' / ')}`,
    text: `${code}\n\n${texts.join('\n\n--\n\n')}\n\n${issuer}\n`,
  };
}
