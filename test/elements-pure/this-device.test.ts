import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserName } from '../../src/flows/common/browser-name.ts';
import { phoneName, toldApart } from '../../src/flows/common/device-name.ts';
import { thisBrowser, thisSystem } from '../../src/flows/common/this-browser.ts';
import type { Context } from '../../src/flows/machine/machine.ts';
import { thisDevice } from '../../src/page/this-device.ts';

// As the browsers of 2025 introduce themselves, versions shortened.
const iPad =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15';
const introductions: [
  what: string,
  userAgent: string,
  maxTouchPoints: number,
  form: string,
  system: string | null,
  browser: string | null,
][] = [
  [
    'Safari on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
    5,
    'phone',
    'iOS',
    'safari',
  ],
  ['Safari on an iPad, which calls itself a Macintosh', iPad, 5, 'phone', 'iOS', 'safari'],
  ['Safari on a Macintosh', iPad, 0, 'computer', 'Mac', 'safari'],
  [
    'Chrome on Android',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/137.0.0.0 Mobile Safari/537.36',
    5,
    'phone',
    'Android',
    'chrome',
  ],
  [
    'Firefox on Android',
    'Mozilla/5.0 (Android 15; Mobile; rv:139.0) Gecko/139.0 Firefox/139.0',
    5,
    'phone',
    'Android',
    'firefox',
  ],
  [
    'Chrome on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) CriOS/137.0 Mobile/15E148 Safari/604.1',
    5,
    'phone',
    'iOS',
    'chrome',
  ],
  [
    'Edge on Windows with a touch screen',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/137.0.0.0 Edg/137.0.0.0',
    10,
    'computer',
    'Windows',
    'edge',
  ],
  [
    'Opera on Windows, which says Chrome as well',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/137.0.0.0 Safari/537.36 OPR/121.0.0.0',
    0,
    'computer',
    'Windows',
    null,
  ],
  [
    'Firefox on Linux',
    'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0',
    0,
    'computer',
    'Linux',
    'firefox',
  ],
  [
    'Chrome on a Chromebook',
    'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/137.0.0.0 Safari/537.36',
    0,
    'computer',
    'Chromebook',
    'chrome',
  ],
  ['something unheard of', 'Lynx/2.9', 0, 'computer', null, null],
  ['a browser that says nothing', '', 0, 'computer', null, null],
];

for (const [what, userAgent, maxTouchPoints, form, system, browser] of introductions) {
  test(`${what} is a ${form}${system ? ` with ${system}` : ', system unknown'}, in ${browser ?? 'a browser of which nothing is known'}`, () => {
    const device = thisDevice({ userAgent, maxTouchPoints });
    const context = { device } as Context;
    assert.equal(device.form, form);
    assert.equal(device.platform, { iOS: 'ios', Android: 'android' }[system ?? ''] ?? null);
    assert.deepEqual([thisSystem(context) ?? null, thisBrowser(context)], [system, browser]);
  });
}

test('a device is offered a name that is the same in every language, and told apart from those in the list', () => {
  const called = (userAgent: string, maxTouchPoints = 0) =>
    browserName('Browser', { device: thisDevice({ userAgent, maxTouchPoints }) } as Context);
  assert.deepEqual([called(iPad), called(iPad, 5), called('Lynx/2.9')], ['Safari (Mac)', 'Safari (iOS)', 'Browser']);
  const phone = { device: { form: 'phone', platform: 'ios' } } as Context;
  assert.equal(phoneName('Smartphone', phone), 'iPhone');
  const computer = { device: { form: 'computer', platform: null } } as Context;
  assert.equal(phoneName('スマートフォン', computer), 'スマートフォン');
  assert.equal(toldApart('iPhone', []), 'iPhone');
  assert.equal(toldApart('iPhone', [{ name: 'IPHONE' }, { name: 'iPhone 2' }]), 'iPhone 3');
});
