import { canary } from '../flows/samples.ts';
import { equal } from '../support/expect.ts';
import { mountKey } from '../support/mounted.ts';

describe('the language around an element', () => {
  it('is that of the name under which a device goes on the list', async () => {
    const wizard = await mountKey({ lang: 'en' });
    wizard.element.lang = 'ja';
    await wizard.element.idle;
    await wizard.press('アプリに6桁の数字が表示されました');
    await wizard.submit(canary.appCode);
    equal(wizard.at, 'app-smartphone/done');
    equal(wizard.backEnd.account.devices[0]!.name, 'スマートフォン');
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
