import '../../support/quiet-lit.ts';
import '../../../src/screens/define/qr-code.ts';
import type { MfaQrCode } from '../../../src/screens/parts/qr-code.ts';
import { encodeQr } from '../../../src/qr/encode.ts';
import { Secret } from '../../../src/core/secret.ts';
import { canary } from '../../flows/samples.ts';
import { deepEqual, equal, lacks, ok } from '../../support/expect.ts';
import { place, settle, stub } from '../../support/mounted.ts';

const text = `otpauth://totp/Kyoto%20University:taro?secret=${canary.key}&issuer=Kyoto%20University`;

async function draw(value = text): Promise<MfaQrCode> {
  const code = document.createElement('mfa-qr-code');
  Object.assign(code, { value: new Secret(value), label: 'QR code with the key for your app' });
  place().append(code);
  await code.updateComplete;
  await code.updateComplete;
  return code;
}

const svgOf = (code: MfaQrCode): SVGSVGElement => code.shadowRoot!.querySelector('svg')!;
const pathsOf = (code: MfaQrCode): string[][] =>
  [...svgOf(code).children].map((path) => [path.localName, path.getAttribute('fill')!, path.getAttribute('d')!]);

describe('a QR code', () => {
  it('is one black path on its own white, quiet zone included', async () => {
    const code = await draw();
    const { modules, path } = encodeQr(text);
    deepEqual(pathsOf(code), [
      ['path', '#fff', `M0 0h${modules}v${modules}H0z`],
      ['path', '#000', path],
    ]);
    const { x, y, width, height } = (svgOf(code).children[1] as SVGPathElement).getBBox();
    deepEqual([x, y, width, height], [4, 4, modules - 8, modules - 8]);
  });

  it('stays black on white whatever the colours around it', async () => {
    equal(getComputedStyle(await draw()).backgroundColor, 'rgb(255, 255, 255)');
  });

  const hasForced = CSS.supports('forced-color-adjust: none');
  (hasForced ? it : it.skip)(`stays so in forced colours${hasForced ? '' : ' [this engine has none]'}`, async () => {
    equal(getComputedStyle(await draw()).forcedColorAdjust, 'none');
  });

  for (const ratio of [1, 1.25, 1.5, 2, 2.625, 3]) {
    it(`has whole device pixels for each module at ${ratio} pixels a CSS pixel`, async () => {
      stub(window, 'devicePixelRatio', ratio);
      const svg = svgOf(await draw());
      const side = Number(svg.getAttribute('width'));
      const { width } = svg.viewBox.baseVal;
      const perModule = (side * ratio) / width;
      ok(Math.abs(perModule - Math.round(perModule)) < 1e-6, `${perModule} device pixels`);
      ok(side > 200 && side <= 272, `${side} CSS pixels`);
    });
  }

  it('is a picture with a label that holds no secret', async () => {
    const svg = svgOf(await draw());
    equal(svg.getAttribute('role'), 'img');
    equal(svg.getAttribute('aria-label'), 'QR code with the key for your app');
    lacks(svg.outerHTML, canary.key);
  });

  it('is gone at once, and for good, when its value is taken away while it is drawn', async () => {
    const code = await draw();
    code.value = new Secret('another');
    // The drawing waits for a turn of its own; this one comes before it.
    await settle();
    equal(code.shadowRoot!.querySelector('svg'), null);
    code.value = undefined;
    // As long as the drawing that was begun may take.
    await import('../../../src/qr/encode.ts');
    await settle();
    await settle();
    await code.updateComplete;
    equal(code.shadowRoot!.querySelector('svg'), null);
  });

  it('keeps its place free while it is drawn, so that nothing moves', async () => {
    const code = document.createElement('mfa-qr-code');
    place().append(code);
    await code.updateComplete;
    const { width, height } = code.getBoundingClientRect();
    deepEqual([width, height], [272, 272]);
  });
});
