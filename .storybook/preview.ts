import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json';
import { action } from 'storybook/actions';
import type { InputType, StrictInputType } from 'storybook/internal/types';
import { inLanguage, languages } from '../stories/language.ts';
import './preview.css';

setCustomElementsManifest(manifest);

/** What `controlled` puts on an element; the stories have a back end and a way to sign in of their own. */
const canBeSet = ({ name, table }: InputType): boolean =>
  ['attributes', 'css custom properties'].includes(table?.category ?? '') && !/^(endpoint|sign-in)$/.test(name!);
const isSwitch = ({ table }: InputType): boolean => table?.type?.summary === 'boolean';

/** The panel “Actions” shows what a page would hear. */
const events = manifest.modules.flatMap(({ declarations }) =>
  declarations.flatMap((each) => ('events' in each ? each.events.map(({ name }) => name) : [])),
);
for (const name of new Set(events))
  document.addEventListener(name, (event) => action(name)((event as CustomEvent).detail));

const preview: Preview = {
  tags: ['autodocs'],
  // Of what the manifest tells, what can be set from here is, and the rest is for reading.
  argTypesEnhancers: [
    ({ argTypes }) =>
      Object.fromEntries(
        Object.entries(argTypes).map(([key, type]): [string, StrictInputType] => {
          const usual = canBeSet(type) && { type: isSwitch(type) ? ('boolean' as const) : ('text' as const) };
          return [key, { ...type, control: type.control ?? (usual || { disable: true }) }];
        }),
      ),
  ],
  globalTypes: {
    language: {
      toolbar: { title: 'Language', icon: 'globe', dynamicTitle: true, items: [...languages] },
    },
    scheme: {
      toolbar: {
        title: 'Scheme',
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
  },
  initialGlobals: { language: 'en', scheme: 'light' },
  decorators: [
    (story, { globals }) => {
      document.documentElement.classList.toggle('dark', globals['scheme'] === 'dark');
      return inLanguage(String(globals['language']), () => story());
    },
  ],
  parameters: {
    layout: 'padded',
    options: { storySort: { order: ['Welcome', 'Elements', 'Screens', 'Flows', 'Looks'] } },
    viewport: {
      options: {
        sidebar: { name: 'Sidebar, 320 px', styles: { width: '320px', height: '900px' } },
        phone: { name: 'Phone, 360 px', styles: { width: '360px', height: '780px' } },
        desktop: { name: 'Desktop, 1280 px', styles: { width: '1280px', height: '900px' } },
      },
    },
    backgrounds: { disable: true },
    // Of an element, its tag: what is around it is the story’s.
    docs: { source: { transform: (code: string) => /<(mfa-[\w-]+)[^]*<\/\1>/.exec(code)?.[0] ?? code } },
    // As in the tests of the elements.
    a11y: {
      test: 'error',
      options: {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        // What passes is named without its elements; to list them takes as long as all the rules.
        resultTypes: ['violations', 'incomplete'],
      },
    },
  },
};
export default preview;
