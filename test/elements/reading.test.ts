import { encodeQr } from '../../src/qr/encode.ts';
import { canary } from '../flows/samples.ts';
import { deepEqual, equal, lacks, match, ok } from '../support/expect.ts';
import { mount, type Mounted } from '../support/mounted.ts';
import { pasteOf } from '../support/paste.ts';

const kyoto = `otpauth://totp/Kyoto%20University:taro?secret=${canary.key}&issuer=Kyoto%20University`;
const otherKey = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const mail = `otpauth://totp/Mail:me?secret=${otherKey}&issuer=Mail`;

/** A picture with these codes beside each other. */
async function pictureOf(...texts: string[]): Promise<File> {
  const side = 480;
  const canvas = Object.assign(document.createElement('canvas'), { width: texts.length * side, height: side });
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, side);
  context.fillStyle = '#000';
  for (const [index, text] of texts.entries()) {
    const { modules, path } = encodeQr(text);
    context.setTransform((side - 80) / modules, 0, 0, (side - 80) / modules, index * side + 40, 40);
    context.fill(new Path2D(path));
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return new File([blob!], 'code.png', { type: 'image/png' });
}

/** At the screen that reads, manual 2-5 without a back end. */
async function mountReader(profile = 'kyoto-u'): Promise<Mounted> {
  return mount({ backEnd: null, profile, flow: 'sync-smartphone-browser' });
}

async function bring(wizard: Mounted, files: File[], text = ''): Promise<void> {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  if (text) transfer.setData('text/plain', text);
  document.body.dispatchEvent(pasteOf(transfer));
  const before = wizard.told.length;
  for (const endMs = performance.now() + 8000; performance.now() < endMs;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await wizard.element.idle;
    if (wizard.told.length > before || wizard.alert) return;
  }
  ok(false, `Nothing came of it: ${wizard.text}`);
}

const choices = (wizard: Mounted): string[] =>
  [...wizard.root.querySelectorAll('.choice')].map((each) => each.textContent.trim());

const ways: [how: string, files: () => Promise<File[]>, text?: string][] = [
  ['two codes in one picture', async () => [await pictureOf(mail, kyoto)]],
  ['two codes in one picture, the other way round', async () => [await pictureOf(kyoto, mail)]],
  ['three pictures', () => Promise.all([pictureOf(mail), pictureOf('https://example.org/'), pictureOf(kyoto)])],
  ['a picture, and a text that was copied with it', async () => [await pictureOf(mail)], kyoto],
  ['a file and a picture', async () => [new File([mail], 'keys.txt'), await pictureOf(kyoto)]],
];

for (const [how, files, text] of ways)
  describe(`of ${how}`, () => {
    it('the institution’s account is taken, and no other is asked about or shown', async () => {
      const wizard = await mountReader();
      await bring(wizard, await files(), text);
      lacks(wizard.text, 'Mail');
      // Something beside it could not be read, which is told first.
      if (wizard.at.endsWith('/found')) {
        deepEqual(choices(wizard), ['Yes, it is Kyoto University · taro']);
        await wizard.press('Yes, it is Kyoto University · taro');
      }
      equal(wizard.heading, 'Add the key to Authenticator');
      lacks(wizard.text, 'Mail');
    });

    it('a page that names no institution lets the person say which one it is', async () => {
      const wizard = await mountReader('neutral');
      await bring(wizard, await files(), text);
      equal(wizard.heading, 'Found several. Which one is it?');
      deepEqual(choices(wizard).sort(), ['Kyoto University · taro', 'Mail · me']);
    });
  });

describe('the text field', () => {
  it('reads every address of a paste of lines', async () => {
    const wizard = await mountReader();
    await wizard.press('Paste or type the key');
    const field = wizard.get('textbox') as HTMLTextAreaElement;
    field.focus();
    document.execCommand('insertText', false, `${mail}\n${kyoto}\n`);
    await wizard.press('Use this key');
    for (let turn = 0; turn < 100 && !wizard.at.endsWith('/show'); turn++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await wizard.element.idle;
    }
    equal(wizard.heading, 'Add the key to Authenticator');
    lacks(wizard.text, otherKey);
  });

  it('keeps what cannot be used, says why, and forgets it when it was used', async () => {
    const wizard = await mountReader();
    await wizard.press('Paste or type the key');
    const field = wizard.get('textbox') as HTMLTextAreaElement;
    field.value = kyoto.replace('totp', 'hotp');
    await wizard.press('Use this key');
    for (let turn = 0; turn < 100 && !wizard.alert; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await wizard.element.idle;
    }
    match(wizard.alert, /Found Kyoto University · taro, but it cannot be used: the codes are counted/);
    equal(field.value, kyoto.replace('totp', 'hotp'));
  });
});

it('what is no key is named as what it is, with a way on', async () => {
  const wizard = await mountReader();
  await bring(wizard, [new File(['%PDF-1.7\n%âãÏÓ'], 'code.pdf')]);
  match(wizard.alert, /PDF document.*screenshot/);
});
