import '../../src/screens/define/live-code.ts';
import { makeEntry } from '../../src/core/entry.ts';
import { Secret } from '../../src/core/secret.ts';
import { canary } from '../flows/samples.ts';
import { equal, match, ok } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { mount, mountMailCode, place, settle, stub, type Mounted } from '../support/mounted.ts';
import { pasteOf } from '../support/paste.ts';

/** Chromium 133 and later: https://dom.spec.whatwg.org/#dom-parentnode-movebefore */
const canMove = 'moveBefore' in Element.prototype;
type Movable = ParentNode & { moveBefore: (node: Node, child: Node | null) => void };

const moves: [how: string, move: (element: Element) => void][] = [
  ['into another parent', (element) => place().append(element)],
  [
    'out and in again in one script',
    (element) => {
      const parent = element.parentElement!;
      element.remove();
      parent.append(element);
    },
  ],
  [
    'into a shadow root',
    (element) => {
      const root = place('<p></p>').firstElementChild!.attachShadow({ mode: 'closed' });
      root.append(element);
    },
  ],
  ...(canMove
    ? ([['by moveBefore', (element) => (place() as unknown as Movable).moveBefore(element, null)]] as [
        string,
        (element: Element) => void,
      ][])
    : []),
];

const uri = `otpauth://totp/Kyoto%20University:taro?secret=${canary.key}&issuer=Kyoto%20University`;

/** Manual 2-5 without a back end, before the reader. */
async function mountReader(): Promise<Mounted> {
  const wizard = await mount({ backEnd: null, profile: 'kyoto-u', flow: 'sync-smartphone-browser' });
  equal(wizard.at, 'sync-smartphone-browser/read');
  return wizard;
}

const readerIn = ({ root }: Mounted) => root.querySelector('mfa-key-reader')!;

async function until(condition: () => boolean): Promise<void> {
  for (const endMs = performance.now() + 8000; !condition() && performance.now() < endMs;)
    await new Promise((resolve) => setTimeout(resolve, 20));
  ok(condition(), 'It did not come');
}

for (const [how, move] of moves)
  describe(`an element that is moved ${how}`, () => {
    it('keeps the screen and what was read, without a back end', async () => {
      const wizard = await mountReader();
      const transfer = new DataTransfer();
      transfer.setData('text/plain', uri);
      document.body.dispatchEvent(pasteOf(transfer));
      await until(() => wizard.at.endsWith('/show'));
      const told = wizard.told.length;
      move(wizard.element);
      await settle();
      await wizard.element.idle;
      equal(wizard.told.length, told);
      match(wizard.heading, /Add the key/);
    });

    it('keeps a call under way, and what was typed', async () => {
      const wizard = await mountMailCode();
      const held = wizard.backEnd.hold('confirmMail');
      wizard.enter(canary.mailCode);
      await held.begun;
      move(wizard.element);
      equal(wizard.field.value, canary.mailCode);
      held.release();
      await wizard.element.idle;
      equal(wizard.at, 'mail/done');
      equal(wizard.backEnd.count('confirmMail'), 1);
      equal(wizard.backEnd.count('getAccount'), 1);
    });

    it('keeps the camera on, and hears what it sees afterwards', async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 200, height: 200 });
      const stream = canvas.captureStream(20);
      const drawing = setInterval(() => canvas.getContext('2d')!.fillRect(0, 0, 200, 200), 50);
      stub(navigator.mediaDevices, 'getUserMedia', async () => stream);
      const wizard = await mountReader();
      await wizard.press('Start the camera');
      await until(() => wizard.text.includes('Looking for a QR code'));
      move(wizard.element);
      await settle();
      const video = readerIn(wizard).shadowRoot!.querySelector('video')!;
      await until(() => !video.paused);
      equal(stream.getTracks()[0]!.readyState, 'live');
      equal(video.srcObject, stream);
      match(wizard.text, /Stop the camera/);
      wizard.element.remove();
      await settle();
      equal(stream.getTracks()[0]!.readyState, 'ended');
      clearInterval(drawing);
    });

    it('goes on listening, once', async () => {
      const wizard = await mountReader();
      move(wizard.element);
      await settle();
      let told = 0;
      const listen = () => told++;
      readerIn(wizard).addEventListener('key-sources', listen);
      const transfer = new DataTransfer();
      transfer.setData('text/plain', uri);
      document.body.dispatchEvent(pasteOf(transfer));
      await until(() => wizard.at.endsWith('/show'));
      equal(told, 1);
    });

    it('keeps the digits of a code', async () => {
      const { key } = makeEntry('Kyoto University', 'taro', {
        secret: new Secret(canary.key),
        digits: 6,
        periodS: 30,
        algorithm: 'SHA1',
      });
      const code = Object.assign(document.createElement('mfa-live-code'), { key, locale: 'en' as const });
      place().append(code);
      await until(() => code.code !== undefined);
      move(code);
      await settle();
      match(code.code ?? '', /^\d{6}$/);
      code.remove();
      await settle();
      equal(code.code, undefined);
    });

    it('and then taken away for good is over', async () => {
      const wizard = await mountMailCode({ backEnd: new FakeBackEnd('mail pending') });
      const held = wizard.backEnd.hold('confirmMail');
      wizard.enter(canary.mailCode);
      await held.begun;
      move(wizard.element);
      wizard.element.remove();
      const told = wizard.told.length;
      held.release();
      await wizard.element.idle;
      await settle();
      equal(wizard.told.length, told);
      equal(wizard.backEnd.account.mail, null);
    });
  });
