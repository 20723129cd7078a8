import { chromium, type Browser } from 'playwright-core';

/** Chromium, headless, as the machine has it. No sandbox, because containers run the tests as root. */
export function launchChromium(more: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
      ...more,
    ],
  });
}
