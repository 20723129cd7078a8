import type { Held } from './locks/keys.ts';

/** What the tabs of one browser tell each other. Keys travel as objects that nobody can read out. */
export type News =
  | { news: 'changed' }
  | { news: 'locked' }
  /** Somebody uses it: it stays open in the other tabs as well. */
  | { news: 'used' }
  /** A tab has just been opened. */
  | { news: 'asked' }
  /** Or is about to get another key: these are those that count then. */
  | { news: 'unlocked'; held: Held };

export interface Tabs {
  tell(news: News): void;
  close(): void;
}

/** Joins the tabs that have the vault of this name. */
export function joinTabs(name: string, heard: (news: News) => void): Tabs {
  const channel = new BroadcastChannel(name);
  let isOpen = true;
  channel.addEventListener('message', ({ data }: MessageEvent<News>) => heard(data));
  return {
    tell: (news) => isOpen && channel.postMessage(news),
    close() {
      isOpen = false;
      channel.close();
    },
  };
}
