import { deepEqual, equal, ok } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { mount, type Mounted } from '../support/mounted.ts';

const slotNames = ['intro', 'help', 'footer'];

async function mountWithSlots(backEnd = new FakeBackEnd()): Promise<Mounted> {
  const wizard = await mount({ backEnd });
  wizard.element.innerHTML = slotNames.map((name) => `<p slot="${name}">Our own ${name}</p>`).join('');
  return wizard;
}

const tops = ({ element }: Mounted): number[] =>
  slotNames.map((name) => element.querySelector(`[slot=${name}]`)!.getBoundingClientRect().top);

describe('the page’s own words', () => {
  it('stand before the first line, below the screen and after the last line', async () => {
    const wizard = await mountWithSlots();
    const [intro, help, footer] = tops(wizard);
    const { top, bottom } = wizard.part('body')!.getBoundingClientRect();
    ok(intro! < top && help! > top && help! < bottom && footer! >= bottom, tops(wizard).join());
  });

  it('stay, and are the same nodes, on every screen', async () => {
    const wizard = await mountWithSlots();
    const before = [...wizard.element.children];
    await wizard.submit('taro@example.org');
    deepEqual(
      [...wizard.element.children].map((node) => before.indexOf(node)),
      [0, 1, 2],
    );
    for (const slot of wizard.root.querySelectorAll('slot')) equal(slot.assignedElements().length, 1, slot.name);
    equal(wizard.root.querySelectorAll('slot').length, 3);
  });

  it('take no room where there are none', async () => {
    const wizard = await mount();
    equal(wizard.part('body')!.getBoundingClientRect().top, wizard.element.getBoundingClientRect().top);
  });
});
