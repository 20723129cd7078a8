import { mkdirSync, writeFileSync } from 'node:fs';
import { launchChromium } from '../test/support/chromium.ts';
import { startStaticSite } from '../test/support/static-site.ts';

// `npx tsx scripts/draw-readme.ts`: the pictures of the README, taken of the wizard's first screen in guide mode. Run
// it after `npm run build` when that screen has changed.
const folder = 'docs/images';
const width = 640;
/** What the page of a department gives the wizard: a font, a ground, and room. */
const looks = `
  :root { color-scheme: light dark; background: light-dark(#fff, #0d1117) }
  body { margin: 24px; font-family: 'Noto Sans', 'Noto Sans CJK JP', sans-serif }`;

const site = await startStaticSite();
const browser = await launchChromium();
mkdirSync(folder, { recursive: true });
for (const language of ['en', 'ja']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    // The page of the site is strict, and would refuse our styles.
    const page = await browser.newPage({
      bypassCSP: true,
      colorScheme,
      viewport: { width, height: 320 },
    });
    await page.goto(`${site.url}/?lang=${language}`);
    await page.addStyleTag({ content: looks });
    await page.locator('mfa-setup-wizard section[aria-busy="false"]').waitFor();
    const height = await page.evaluate(() => document.documentElement.getBoundingClientRect().height);
    // As WebP, which page.screenshot() cannot write: a PNG of this size has more than 60 kB.
    const devtools = await page.context().newCDPSession(page);
    const { data } = await devtools.send('Page.captureScreenshot', {
      format: 'webp',
      quality: 85,
      captureBeyondViewport: true,
      clip: { x: 0, y: 0, width, height, scale: 2 },
    });
    writeFileSync(`${folder}/wizard-${language}-${colorScheme}.webp`, Buffer.from(data, 'base64'));
    await page.close();
  }
}
await browser.close();
site.close();
