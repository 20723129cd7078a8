import { deepEqual, equal, match } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { mount, put, type Mounted } from '../support/mounted.ts';
import { refuseFiles } from '../support/refuse-files.ts';

const failures = (wizard: Mounted): unknown[] => wizard.toldOf('mfa-error').map(({ code }) => code);

const version = Number(/Firefox\/(\d+)/.exec(navigator.userAgent)?.[1] ?? Infinity);
const forgets = version >= 155;

// A file that has come once stays on the page. So each test refuses one that no test before it has fetched, and the
// order of the tests matters.
const title = `a file that does not arrive${forgets ? '' : ' [Firefox before 155 does not ask for it again]'}`;
(forgets ? describe : describe.skip)(title, () => {
  afterEach(() => refuseFiles());
  it('that explains why the account cannot be fetched leaves plain words in both languages', async () => {
    await refuseFiles('flow-table/interruptions.ts');
    const backEnd = new FakeBackEnd('mail set up').refuseNext('getAccount', 'forbidden_origin');
    const wizard = put({ backEnd });
    await wizard.element.updateComplete;
    await wizard.element.idle;
    deepEqual(failures(wizard), ['forbidden_origin', 'offline']);
    match(wizard.alert, /reload this page.*再読み込み/);
    await refuseFiles();
    wizard.element.restart();
    await wizard.element.ready;
    equal(wizard.at, 'choose/where');
  });

  it('of the first flow is told to the page, which can begin again', async () => {
    await refuseFiles('flows/start/overview.flow.ts');
    const wizard = put({ backEnd: new FakeBackEnd('one device'), flow: 'overview' });
    await wizard.element.updateComplete;
    await wizard.element.idle;
    deepEqual(failures(wizard), ['offline']);
    match(wizard.alert, /reload this page/);
    await refuseFiles();
    wizard.element.restart();
    await wizard.element.ready;
    equal(wizard.at, 'overview/overview');
  });

  /** From the chooser's first choice to the screen behind it. */
  const ways: Record<
    string,
    { file: string; lang?: string; account: 'one device' | 'mail set up'; from: string; to: string }
  > = {
    'with the fields': {
      file: 'screens/kinds/form-views.ts',
      account: 'mail set up',
      from: 'choose/where',
      to: 'app-smartphone/install',
    },
    'of the next flow': {
      file: 'flows/transfer/sync.flow.ts',
      account: 'one device',
      from: 'overview/overview',
      to: 'sync/to',
    },
    'with the words of the next flow': {
      file: 'localization/generated/ja/app-smartphone.ts',
      lang: 'ja',
      account: 'mail set up',
      from: 'choose/where',
      to: 'app-smartphone/install',
    },
  };
  for (const [what, { file, lang = 'en', account, from, to }] of Object.entries(ways)) {
    it(`${what} leaves the screen in use, is told, and is asked for again with the next press`, async () => {
      const wizard = await mount({ lang, backEnd: new FakeBackEnd(account) });
      await refuseFiles(file);
      wizard.part('choice')!.click();
      await wizard.element.idle;
      equal(wizard.at, from);
      deepEqual(failures(wizard), ['offline']);
      await refuseFiles();
      wizard.part('choice')!.click();
      await wizard.element.idle;
      equal(wizard.at, to);
    });
  }

  it('that asks for a fresh proof leaves a way on', async () => {
    const backEnd = new FakeBackEnd('mail set up');
    backEnd.asksForProof = true;
    const wizard = await mount({ backEnd, flow: 'app-smartphone' });
    await refuseFiles('flows/interruptions/step-up.flow.ts');
    await wizard.press('I have the app');
    equal(wizard.at, 'app-smartphone/failed');
    wizard.get('button', 'Try again');
  });

  it('that looks for a wrong clock leaves the plain refusal', async () => {
    const wizard = await mount({ backEnd: new FakeBackEnd('mail set up'), flow: 'app-smartphone' });
    for (const name of ['I have the app', 'The app shows']) await wizard.press(name);
    await refuseFiles('page/find-delta.ts');
    await wizard.submit('123456');
    match(wizard.alert, /^That is not the right code/);
  });

  it('that reads profiles leaves the neutral one', async () => {
    await refuseFiles('page/read-profile.ts');
    const wizard = await mount({ flow: 'mail', profile: { name: 'x' } });
    match(wizard.text, /your institution/);
    deepEqual(failures(wizard), ['offline']);
  });
});
