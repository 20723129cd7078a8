import { inLanguage, type Locale, type OwnWords } from '../../localization/languages.ts';
import type { Reason, Refused } from './refused.ts';

/** What a sign-in page says of a refused code, whole sentences for a person. */

interface Words {
  minutes(count: number): string;
  hours(count: number): string;
  sentences: Record<Reason, (refused: Refused, wait: string) => string>;
  other: Record<NonNullable<Refused['factor']>, string>;
}

const words: OwnWords<Words> = {
  en: {
    minutes: (count) => (count === 1 ? 'one minute' : `${count} minutes`),
    hours: (count) => (count === 1 ? 'one hour' : `${count} hours`),
    other: {
      app: 'That is a code of the app. Another one is asked for here.',
      mail: 'That is the code from the mail. Another one is asked for here.',
      recovery: 'That is a recovery code. Another one is asked for here.',
    },
    sentences: {
      invalid_code: ({ attemptsLeft = 0 }, wait) =>
        attemptsLeft === 0
          ? `The code is not right. Because several were wrong, you can go on in ${wait}.`
          : `The code is not right. ${attemptsLeft === 1 ? 'You can try once more.' : `You can try ${attemptsLeft} more times.`}`,
      clock_off: ({ clockOffS = 0 }) =>
        `The clock of the device with the app is wrong by ${words.en.minutes(minutesOf(Math.abs(clockOffS) * 1000))}: it is ${clockOffS < 0 ? 'slow' : 'fast'}. Let the device set its clock by itself, then type the next code.`,
      wrong_length: ({ digits = 0 }) => `The code has ${digits} digits.`,
      other_factor: ({ factor = 'app' }) => words.en.other[factor],
      code_replayed: () => 'That code has been used already. Wait for the next one.',
      code_expired: () => 'That code is too old. Have a new one sent.',
      no_challenge: () => 'No code has been sent yet. Have one sent first.',
      attempts_exhausted: (_, wait) => `There were too many wrong codes. You can go on in ${wait}.`,
      factor_disabled: () =>
        'There were too many wrong codes, so codes of this kind are no longer taken. Use another way, or ask the help desk.',
      nothing_set_up: () => 'Nothing is set up that has such a code.',
      refused: () => 'The code was not accepted.',
    },
  },
  ja: {
    minutes: (count) => `${count}分`,
    hours: (count) => `${count}時間`,
    other: {
      app: 'それはアプリのコードです。ここでは別のコードを入力してください。',
      mail: 'それはメールで届いたコードです。ここでは別のコードを入力してください。',
      recovery: 'それはリカバリーコードです。ここでは別のコードを入力してください。',
    },
    sentences: {
      invalid_code: ({ attemptsLeft = 0 }, wait) =>
        attemptsLeft === 0
          ? `コードが正しくありません。間違いが続いたため、あと${wait}お待ちください。`
          : `コードが正しくありません。あと${attemptsLeft}回入力できます。`,
      clock_off: ({ clockOffS = 0 }) =>
        `アプリのある端末の時計が、約${words.ja.minutes(minutesOf(Math.abs(clockOffS) * 1000))}${clockOffS < 0 ? '遅れています' : '進んでいます'}。時刻を自動設定にしてから、次のコードを入力してください。`,
      wrong_length: ({ digits = 0 }) => `コードは${digits}桁です。`,
      other_factor: ({ factor = 'app' }) => words.ja.other[factor],
      code_replayed: () => 'このコードは使用済みです。次のコードが表示されるまでお待ちください。',
      code_expired: () => 'このコードは古くなっています。新しいコードを送ってください。',
      no_challenge: () => 'コードはまだ送られていません。先にコードを送ってください。',
      attempts_exhausted: (_, wait) => `コードの間違いが続きました。あと${wait}お待ちください。`,
      factor_disabled: () =>
        'コードの間違いが続いたため、この種類のコードは使えなくなっています。別の方法を使うか、窓口にお問い合わせください。',
      nothing_set_up: () => 'このコードを使う設定がありません。',
      refused: () => 'コードは受け付けられませんでした。',
    },
  },
};

const minutesOf = (ms: number): number => Math.max(Math.ceil(ms / 60_000), 1);

export function sentenceFor(refused: Refused, language: Locale): string {
  const { sentences, minutes, hours } = inLanguage(words, language);
  const wait = minutesOf(refused.retryAfterMs ?? 0);
  return sentences[refused.reason](refused, wait < 120 ? minutes(wait) : hours(Math.ceil(wait / 60)));
}
