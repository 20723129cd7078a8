import { inLanguage, type Locale, type OwnWords } from '../../localization/languages.ts';
import { agentName } from '../../text/agent-name.ts';
import { defaultName } from '../enrolment.ts';
import type { Message } from '../mailer.ts';
import type { AuditFacts } from '../store/audit.ts';
import type { NoticeRow } from '../store/notices.ts';
import type { NoticeOptions } from './options.ts';

/** What a notice tells of; several events of the audit may be one. */
const kinds = {
  'app-confirmed': 'app',
  'sync-confirmed': 'added',
  'device-removed': 'removed',
  'device-restored': 'restored',
  'mail-replaced': 'formerMail',
  'mail-verified': 'newMail',
  'recovery-kept': 'recoveryMade',
  'signed-in': 'recoveryUsed',
  'step-up-done': 'recoveryUsed',
  'reset-done': 'reset',
  'factor-locked': 'locked',
  'factor-disabled': 'disabled',
} as const;
type Kind = (typeof kinds)[keyof typeof kinds] | 'appReplaced' | 'ended';

interface Letter {
  subject: string;
  lead: string;
  what: string;
  when: string;
  from: string;
  unknown: string;
  service: string;
  joiner: string;
  devices: string;
  help: string;
  changes: Record<Kind, string>;
  /** What to do if it was somebody else. */
  otherwise: { change: string; formerMail: string; locked: string; ended: string };
}

const letters: OwnWords<Letter> = {
  ja: {
    subject: '多要素認証のお知らせ',
    lead: 'あなたのアカウントの多要素認証について、お知らせします。',
    what: '内容',
    when: '日時',
    from: '操作元',
    unknown: '不明',
    service: 'サービス',
    joiner: '、',
    devices: '登録済みのデバイス',
    help: 'お問い合わせ',
    changes: {
      app: 'アプリが設定されました',
      appReplaced: 'アプリが新しく設定され、それまでのアプリのコードは使えなくなりました',
      added: 'デバイスが追加されました',
      removed: 'デバイスが一覧から外されました',
      restored: '外されたデバイスが元に戻されました',
      formerMail: '認証コードの送り先が、別のメールアドレスに変更されました。このアドレスには今後届きません',
      newMail: '認証コードの送り先が、このメールアドレスに変更されました',
      recoveryMade: '新しいリカバリーコードが作成され、それまでのリカバリーコードは使えなくなりました',
      recoveryUsed: 'リカバリーコードが使われました',
      ended:
        '安全のため、登録済みのアプリとリカバリーコードを、大学がすべて無効にしました。次に利用するときに設定し直してください。アプリに残る古い項目は削除できます',
      reset: '多要素認証が再設定され、それまでのアプリとリカバリーコードはすべて使えなくなりました',
      locked: '誤ったコードが続けて入力されたため、しばらくの間コードの受け付けを止めました',
      disabled: '誤ったコードが何度も入力されたため、この種類のコードの受け付けを止めました',
    },
    otherwise: {
      change:
        'ご自身の操作であれば、何もする必要はありません。お心当たりがない場合は、すぐにパスワードを変更し、登録済みのデバイスを確認してください。',
      formerMail:
        'ご自身の操作であれば、何もする必要はありません。お心当たりがない場合は、すぐにパスワードを変更し、窓口に連絡してください。',
      ended: 'ご自身の操作によるものではありません。コードを、メールや電話でお尋ねすることはありません。',
      locked:
        '入力に心当たりがあれば、何もする必要はありません。お心当たりがない場合は、誰かがあなたのパスワードを知っているおそれがあります。パスワードを変更してください。',
    },
  },
  en: {
    subject: 'Notice about your multi-factor authentication',
    lead: 'This happened to the multi-factor authentication of your account.',
    what: 'What',
    when: 'When',
    from: 'From',
    unknown: 'unknown',
    service: 'Service',
    joiner: ', ',
    devices: 'Your devices',
    help: 'Help',
    changes: {
      app: 'An app was set up.',
      appReplaced: 'An app was set up anew. Codes of the former one no longer work.',
      added: 'A device was added.',
      removed: 'A device was taken off the list.',
      restored: 'A device that had been removed was put back.',
      formerMail: 'Codes now go to another mail address. This one gets no more.',
      newMail: 'Codes now go to this mail address.',
      recoveryMade: 'New recovery codes were made. The former ones no longer work.',
      recoveryUsed: 'A recovery code was used.',
      ended:
        'As a precaution the institution has ended all apps and recovery codes of yours. Set up again on your next visit. The old entry in your app can be deleted.',
      reset: 'Everything was set up again. The former apps and recovery codes no longer work.',
      locked: 'Several wrong codes were typed in a row. No code is looked at for a while.',
      disabled: 'Very many wrong codes were typed. Codes of this kind are no longer taken.',
    },
    otherwise: {
      change:
        'If it was you, there is nothing to do. If it was not, change your password now, and look through your devices.',
      formerMail:
        'If it was you, there is nothing to do. If it was not, change your password now, and tell the help desk.',
      ended: 'This was not done by you. Nobody will ask you for a code by mail or telephone.',
      locked: 'If it was you, there is nothing to do. If it was not, somebody may know your password: change it now.',
    },
  },
};

function kindOf({ event, facts }: NoticeRow): Kind {
  if (event === 'app-confirmed' && facts['replaced']) return 'appReplaced';
  // The person has done nothing: see set-up-anew.ts.
  if (event === 'reset-done' && facts['by'] === 'institution') return 'ended';
  return kinds[event as keyof typeof kinds];
}

/** The kind of a device, in words of ours: a name that somebody typed would let them write to others. */
function deviceOf({ kind, platform }: AuditFacts, language: Locale): string | null {
  if (kind !== 'smartphone' && kind !== 'browser') return null;
  return defaultName({ kind, platform: (platform ?? null) as Parameters<typeof defaultName>[0]['platform'] }, language);
}

function partOf(row: NoticeRow, language: Locale, { devicesUrl, help, timeZone = 'UTC' }: NoticeOptions): string {
  const letter = inLanguage(letters, language);
  const { facts } = row;
  const kind = kindOf(row);
  const { address, agent, service } = facts;
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone });
  const advice =
    kind === 'formerMail' || kind === 'ended' ? kind : kind === 'locked' || kind === 'disabled' ? 'locked' : 'change';
  const device = deviceOf(facts, language);
  const from = [address, typeof agent === 'string' && agentName(agent)].filter(Boolean).join(letter.joiner);
  return [
    letter.lead,
    '',
    `${letter.what}: ${letter.changes[kind]}${device ? ` (${device})` : ''}`,
    `${letter.when}: ${time.format(row.at)}`,
    ...(kind === 'ended' ? [] : [`${letter.from}: ${from || letter.unknown}`]),
    ...(service ? [`${letter.service}: ${service}`] : []),
    '',
    letter.otherwise[advice],
    ...(devicesUrl ? [`${letter.devices}: ${devicesUrl}`] : []),
    ...(help ? [`${letter.help}: ${help}`] : []),
  ].join('\n');
}

/** A notice in every language in one message: the person's first where the request said which, else Japanese. */
export function noticeText(
  row: NoticeRow,
  { issuer, options }: { issuer: string; options: NoticeOptions },
): Omit<Message, 'to'> {
  const wanted = row.facts['language'];
  const all = Object.keys(letters) as Locale[];
  const first = all.find((each) => each === wanted) ?? 'ja';
  const ordered = [...new Set<Locale>([first, ...all])];
  const nameIn = (language: Locale) => (options.name ? inLanguage(options.name, language) : issuer);
  const names = [...new Set(ordered.map(nameIn))].join(' / ');
  return {
    id: `mfa-notice-${row.id}`,
    subject: `${nameIn(first)} ${ordered.map((each) => inLanguage(letters, each).subject).join(' / ')}`,
    text: `${options.logo ?? names}\n\n${ordered.map((each) => partOf(row, each, options)).join('\n\n--\n\n')}\n\n${names}\n`,
  };
}
