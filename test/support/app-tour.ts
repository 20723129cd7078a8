import type { BrowserContext } from 'playwright-core';
import { addressOf, AppVisitor, usualKey } from './app-visitor.ts';
import { stage } from './stage.ts';
import type { Language } from './words.ts';

interface Tour {
  language: Language;
  context: BrowserContext;
  look: (visitor: AppVisitor, screen: string) => Promise<void>;
}

const secret = 'APPTOUR2APPTOUR3APPTOUR4APPTOUR5';
const passphrase = 'correct horse battery staple';
/** As long as a name may be, without a place to break. */
export const longName = 'x'.repeat(64);

/** Past the screens of the app in the browser. */
export async function appTour({ language, context, look }: Tour): Promise<void> {
  const visitor = new AppVisitor(await context.newPage(), language);
  const { page, own, words } = visitor;
  const see = async (heading: string, screen = heading) => {
    await visitor.sees(heading);
    await look(visitor, screen);
  };
  const read = async (text: string, screen = text) => {
    await visitor.reads(text);
    await look(visitor, screen);
  };
  const open = () => page.goto(`${stage.demo.url}/authenticator?lang=${language}`);

  await open();
  await see(own.empty);
  await visitor.press(own.add);
  await visitor.sees(own.where);
  await visitor.wizard.locator('mfa-key-reader').waitFor();
  await look(visitor, own.where);
  await visitor.paste([addressOf('taro', usualKey(secret)), addressOf('shop', usualKey(`BB${secret}`))].join('\n'));
  await see(own.foundSeveral);
  await visitor.press(own.all(2));
  await see(own.lockFirst);
  await visitor.submit(own.newPassphrase, 'short', own.lockWithThis);
  await look(visitor, `${own.lockFirst} (short)`);
  await visitor.press(own.noLock);
  await see(own.addedSeveral(2));
  await visitor.press(own.showCodes);
  await visitor.sees(own.codes);
  await visitor.row('taro').locator('mfa-live-code .digits').waitFor();
  await visitor.row('taro').locator('summary').click();
  await look(visitor, own.codes);
  await visitor.press(`${own.rename}: shop`);
  await visitor.field(own.nameField).waitFor();
  await look(visitor, own.nameField);
  await visitor.submit(own.nameField, ' ', own.save);
  await look(visitor, `${own.nameField} (empty)`);
  await visitor.submit(own.nameField, longName, own.save);
  await visitor.row(longName).waitFor();
  await look(visitor, `${own.codes} (long name)`);
  await visitor.press(`${own.export}: taro`);
  await visitor.sees(own.exported('taro'));
  await visitor.wizard.getByRole('img', { name: own.exportQr }).waitFor();
  await look(visitor, own.exported('taro'));
  await visitor.press(own.done);
  await visitor.sees(own.codes);
  await visitor.row('taro').locator('summary').click();
  await visitor.press(`${own.remove}: taro`);
  await see(own.removeWhich('taro'));
  await visitor.press(own.removeIt);
  await read(own.removed('taro'));

  await visitor.press(own.locks);
  await see(own.locks);
  await visitor.press(own.byPasskey);
  await see(own.byPasskey);
  await visitor.press(words.back);
  await visitor.sees(own.locks);
  await visitor.press(own.byPassphrase);
  await see(own.choosePassphrase);
  await visitor.submit(own.newPassphrase, 'short', own.goOn);
  await look(visitor, `${own.choosePassphrase} (short)`);
  await visitor.submit(own.newPassphrase, passphrase, own.goOn);
  await see(own.again);
  await visitor.submit(own.same, 'another', own.lockWithIt);
  await look(visitor, `${own.again} (different)`);
  await visitor.submit(own.same, passphrase, own.lockWithIt);
  await see(own.codes);
  await visitor.reads(own.lockChanged);
  await visitor.press(own.lockNow);
  await see(own.locked);
  await visitor.submit(own.passphrase, 'wrong', own.unlock);
  await read(own.wrong);
  for (const wrong of ['also wrong', 'wrong again']) await visitor.submit(own.passphrase, wrong, own.unlock);
  await visitor.button(own.whatCanIDo).waitFor();
  await look(visitor, own.whatCanIDo);
  await visitor.press(own.whatCanIDo);
  await see(own.forgotten);
  await visitor.press(words.back);
  await visitor.sees(own.locked);
  await visitor.submit(own.passphrase, passphrase, own.unlock);
  await visitor.sees(own.codes);
  await visitor.row(longName).locator('summary').click();
  await visitor.press(`${own.export}: ${longName}`);
  await see(own.prove);
  await visitor.press(words.back);
  await visitor.sees(own.codes);
  await visitor.press(own.locks);
  await visitor.sees(own.locks);
  await visitor.press(own.wipe);
  await see(own.wipeSure);
  await visitor.press(own.wipeIt);
  await see(own.wiped);
  await visitor.press(own.toTheApp);
  await visitor.sees(own.empty);

  await visitor.add(addressOf('taro', usualKey(secret)));
  await loseDeviceKey(visitor);
  await open();
  await see(own.broken);
  await visitor.press(own.beginAnew);
  await see(own.giveUp);
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await open();
  await see(own.unavailable);
  await page.close();
}

/** As a browser does that keeps the records and loses the key. */
const loseDeviceKey = ({ page }: AppVisitor): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('mfa-elements');
        opening.onerror = () => reject(opening.error!);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('keys', 'readwrite');
          transaction.objectStore('keys').clear();
          transaction.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
  );
