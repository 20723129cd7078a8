import type { Page } from 'playwright-core';

const controls = ['button', 'link', 'textbox', 'image', 'heading', 'DisclosureTriangle'];

/** Controls that the browser's own accessibility tree has no name for: axe reads names by other rules than the browser. */
export async function namelessControls(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored, role, name }) => !ignored && controls.includes(String(role?.value)) && !name?.value)
    .map(({ role }) => `a ${role?.value} without a name`);
}
