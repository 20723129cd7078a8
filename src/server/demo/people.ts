import type { OwnWords } from '../../localization/languages.ts';

interface Person {
  /** The account name, as an ECS-ID would be. */
  id: string;
  name: OwnWords;
  role: OwnWords;
}

const student: OwnWords = { en: 'Student (ECS-ID)', ja: '学生（ECS-ID）' };
const staff: OwnWords = { en: 'Staff (SPS-ID)', ja: '教職員（SPS-ID）' };

/** Invented people. Everybody begins with nothing set up. */
export const people: readonly Person[] = [
  { id: 'alice', name: { en: 'Alice Martin', ja: 'アリス・マルタン' }, role: student },
  { id: 'bob', name: { en: 'Bob Okafor', ja: 'ボブ・オカフォー' }, role: staff },
  { id: 'taro', name: { en: 'Taro Kitashirakawa', ja: '北白川 太郎' }, role: student },
  { id: 'hanako', name: { en: 'Hanako Yoshida', ja: '吉田 花子' }, role: staff },
];

/** Any plain account name may sign in, so that a test gets somebody nobody else uses. */
export const isAccountName = (text: string): boolean => /^[a-z][a-z0-9-]{0,31}$/.test(text);

export const nameOf = (id: string): OwnWords => people.find((person) => person.id === id)?.name ?? { en: id, ja: id };
