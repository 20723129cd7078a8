import { chromium, type Browser } from 'playwright-core';
import { engineNamed, headlessShell } from '../../scripts/engines.mjs';

/** `whole`: the browser itself, where the lighter one that only draws pages would not do. */
interface Launching {
  args?: string[];
  whole?: boolean;
}

/** Chromium, headless, as the machine has it. No sandbox, because containers run the tests as root. */
export function launchChromium({ args = [], whole = false }: Launching = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: whole ? engineNamed('chromium').path() : headlessShell.path(),
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
      ...args,
    ],
  });
}

/** A camera that shows this film, which every page may look through. */
export const cameraShowing = (film: string): string[] => [
  ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  `--use-file-for-fake-video-capture=${film}`,
];
