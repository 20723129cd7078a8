import { readFileSync, writeFileSync } from 'node:fs';
import { launchChromium } from '../test/support/chromium.ts';

// `npx tsx scripts/draw-icons.ts`: the icons of the app as PNG, drawn from its SVG. Run it when the SVG changes.
const folder = 'src/server/demo/assets';
const drawing = readFileSync(`${folder}/authenticator.svg`, 'utf8');
/** Without corners, and small enough for the circle that a launcher may cut out. */
const maskable = drawing.replace(' rx="14"', '').replace('viewBox="0 0 64 64"', 'viewBox="-4 -4 72 72"');

const browser = await launchChromium();
const page = await browser.newPage();
for (const { name, size, svg } of [
  { name: 'authenticator-192', size: 192, svg: drawing },
  { name: 'authenticator-512', size: 512, svg: drawing },
  { name: 'authenticator-maskable-512', size: 512, svg: maskable },
]) {
  await page.setViewportSize({ width: size, height: size });
  const ground = svg === maskable ? '#0d4274' : 'transparent';
  await page.setContent(`<style>body{margin:0;background:${ground}}svg{display:block}</style>${svg}`);
  writeFileSync(`${folder}/${name}.png`, await page.screenshot({ omitBackground: true }));
}
await browser.close();
