import { canary } from '../flows/samples.ts';
import { equal } from '../support/expect.ts';
import { mountKey, type Mounted } from '../support/mounted.ts';

/** Manual 2-1 up to the name of the device, for a reader of this language. */
async function mountNaming(lang: string): Promise<Mounted> {
  const wizard = await mountKey({ lang: 'en' });
  wizard.element.lang = lang;
  await wizard.element.idle;
  await wizard.press(lang === 'ja' ? 'アプリに6桁の数字が表示されました' : 'The app shows 6 digits');
  await wizard.submit(canary.appCode);
  equal(wizard.at, 'app-smartphone/naming');
  return wizard;
}

describe('the language around an element', () => {
  it('is that of the name which stands in the field', async () => {
    const wizard = await mountNaming('ja');
    equal(wizard.field.value, 'スマートフォン');
    await wizard.submit(wizard.field.value);
    equal(wizard.backEnd.account.devices[0]!.name, 'スマートフォン');
  });

  it('changes a name that is only suggested', async () => {
    const wizard = await mountNaming('en');
    equal(wizard.field.value, 'Smartphone');
    wizard.element.lang = 'ja';
    await wizard.element.idle;
    equal(wizard.field.value, 'スマートフォン');
  });

  it('leaves what was typed', async () => {
    const wizard = await mountNaming('ja');
    wizard.field.focus();
    wizard.field.select();
    document.execCommand('insertText', false, 'My phone');
    wizard.element.lang = 'en';
    await wizard.element.idle;
    equal(wizard.heading, 'It works. What shall we call this device?');
    equal(wizard.field.value, 'My phone');
  });

  it('leaves what was typed and refused', async () => {
    const wizard = await mountNaming('ja');
    wizard.backEnd.refuseNext('renameDevice', 'not_found');
    await wizard.submit('My phone');
    wizard.element.lang = 'en';
    await wizard.element.idle;
    equal(wizard.field.value, 'My phone');
  });

  it('says how lines run and where they break', async () => {
    const wizard = await mountKey({ lang: 'en' });
    const section = wizard.root.querySelector('section')!;
    const style = getComputedStyle(section);
    equal([section.dir, style.lineBreak, style.wordBreak].join(), 'ltr,auto,keep-all');
    wizard.element.lang = 'ja';
    await wizard.element.idle;
    equal([section.dir, style.lineBreak].join(), 'ltr,strict');
  });
});
