import type { Page } from 'playwright-core';
import { complaintsOfAxe } from './axe.ts';
import { namelessControls } from './nameless.ts';

const looks = [
  { name: 'light', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'forced colours', media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const;

/** What axe and the browser's own tree have to complain about, in each look. */
export async function complaintsInAllLooks(page: Page, screen: string): Promise<string[]> {
  const all = (await namelessControls(page)).map((complaint) => `${screen}: ${complaint}`);
  for (const { name, media } of looks) {
    await page.emulateMedia(media);
    all.push(...(await complaintsOfAxe(page)).map((complaint) => `${screen}, ${name}: ${complaint}`));
  }
  return all;
}
