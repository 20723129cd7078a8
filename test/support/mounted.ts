import './quiet-lit.ts';
import '../../src/elements/define/setup-wizard.ts';
import { createClient, type Client } from '../../src/client/client.ts';
import type { MfaSetupWizard } from '../../src/elements/define/setup-wizard.ts';
import type { MfaEvent, MfaEventName } from '../../src/elements/events.ts';
import { deepEqual } from './expect.ts';
import { FakeBackEnd } from './fake-back-end.ts';

const eventNames: MfaEventName[] = ['mfa-ready', 'mfa-step', 'mfa-complete', 'mfa-cancel', 'mfa-error', 'mfa-change'];
const undoings: (() => void)[] = [];
const printed: string[] = [];

for (const way of ['debug', 'log', 'info', 'warn', 'error'] as const)
  console[way] = (...things: unknown[]) => void printed.push(`${way}: ${things.join(' ')}`);

afterEach(() => {
  for (const undo of undoings.splice(0).reverse()) undo();
  deepEqual(printed.splice(0), [], 'Printed on the console:');
});

/** Done after the test, last one first. */
export function afterThis(undo: () => void): void {
  undoings.push(undo);
}

/** For this test, `object` answers `value` for `name`. */
export function stub<T extends object>(object: T, name: keyof T, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { configurable: true, writable: true, value });
  afterThis(() => {
    if (before) Object.defineProperty(object, name, before);
    else delete object[name];
  });
}

/** A place on the page, gone after the test. */
export function place(markup = ''): HTMLElement {
  const box = document.createElement('div');
  box.innerHTML = markup;
  document.body.append(box);
  afterThis(() => box.remove());
  return box;
}

/** Listens on the page for the rest of the test. */
export function on<Name extends MfaEventName>(name: Name, react: (event: MfaEvent<Name>) => void): void {
  document.addEventListener(name, react as (event: Event) => void);
  afterThis(() => document.removeEventListener(name, react as (event: Event) => void));
}

/** Lets everything happen that waits for nothing but its turn. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The usual client, except that a lost connection is tried again at once. */
export const hastyClient = ({ endpoint, fetch }: FakeBackEnd): Client =>
  createClient({ endpoint, fetch, pause: () => Promise.resolve() });

type Options = Partial<MfaSetupWizard> & { backEnd?: FakeBackEnd | null; into?: Element | ShadowRoot };

/** The wizard on the page, with a back end of its own unless told otherwise; the first screen may still be loading. */
export function put({ backEnd = new FakeBackEnd(), into = place(), ...properties }: Options = {}): Mounted {
  const element = document.createElement('mfa-setup-wizard');
  const connection = backEnd && !properties.client ? { endpoint: backEnd.endpoint, fetch: backEnd.fetch } : {};
  const mounted = new Mounted(Object.assign(element, connection, properties), backEnd!);
  into.append(element);
  return mounted;
}

/** The same, with its first screen drawn. */
export async function mount(options: Options = {}): Promise<Mounted> {
  const mounted = put(options);
  await mounted.element.ready;
  await mounted.element.idle;
  return mounted;
}

type Role = 'button' | 'link' | 'heading' | 'textbox' | 'alert' | 'img' | 'code';
const selectors: Record<Role, string> = {
  button: 'button',
  link: 'a[href]',
  heading: 'h1, h2, h3',
  textbox: 'input, textarea',
  alert: '[role=alert]',
  img: 'img, [role=img]',
  code: 'code',
};

/** Below, through open shadow roots. */
export function* below(root: Element | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* below(element.shadowRoot);
  }
}

const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

function textIn(node: Node): string {
  if (node instanceof Text) return plain(node.data);
  const inside = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
  return plain([...inside.childNodes].map(textIn).join(' '));
}

/** Name of a control as assistive technology says it, as far as our elements use ways to give one. */
function nameOf(element: Element): string {
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
  return plain(element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent);
}

/** An element as a person meets it: by role and name, and by what it tells the page. */
export class Mounted {
  /** What the element told, in order. */
  readonly told: { name: MfaEventName; detail: Record<string, unknown> }[] = [];

  constructor(
    readonly element: MfaSetupWizard,
    readonly backEnd: FakeBackEnd,
  ) {
    for (const name of eventNames) {
      element.addEventListener(name, ({ detail }) => this.told.push({ name, detail }));
    }
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get heading(): string {
    return nameOf(this.get('heading'));
  }

  /** What has the focus inside the element. */
  get focused(): Element | null {
    return this.root.activeElement;
  }

  /** Everything the element shows, slots apart. */
  get text(): string {
    return textIn(this.root);
  }

  /** Of the refusal or news above the field; empty without one. */
  get alert(): string {
    return plain(this.get('alert').textContent);
  }

  get field(): HTMLInputElement {
    return this.get('textbox') as HTMLInputElement;
  }

  /** The screen the person is at, as told: `flow/step`. */
  get at(): string {
    const { flow, step: screen } = this.told.findLast(({ name }) => name === 'mfa-step')?.detail ?? {};
    return `${flow as string}/${screen as string}`;
  }

  toldOf(name: MfaEventName): Record<string, unknown>[] {
    return this.told.filter((each) => each.name === name).map(({ detail }) => detail);
  }

  /** All with the role whose name begins like this. */
  all(role: Role, name = ''): HTMLElement[] {
    const found = [...below(this.root)].filter((element) => element.matches(selectors[role]));
    return found.filter((element) => nameOf(element).startsWith(name)) as HTMLElement[];
  }

  get(role: Role, name = ''): HTMLElement {
    const [first] = this.all(role, name);
    if (!first) throw new Error(`No ${role} “${name}” in: ${this.text}`);
    return first;
  }

  part(name: string): HTMLElement | null {
    return this.root.querySelector(`[part~="${name}"]`);
  }

  /** Presses the button and waits until all that follows is done. */
  async press(name: string): Promise<void> {
    this.get('button', name).click();
    await this.element.idle;
  }

  /** Types into the field and submits, without waiting. */
  enter(text: string): void {
    this.field.value = text;
    this.field.form!.requestSubmit();
  }

  async submit(text: string): Promise<void> {
    this.enter(text);
    await this.element.idle;
  }
}

/** A code field: manual 1 with the mail on its way. */
export const mountMailCode = (options: Options = {}): Promise<Mounted> =>
  mount({ backEnd: new FakeBackEnd('mail pending'), flow: 'mail', ...options });

/** The key of manual 2-1, its QR code drawn. */
export async function mountKey(options: Options = {}): Promise<Mounted> {
  const wizard = await mount({ backEnd: new FakeBackEnd('mail set up'), flow: 'app-smartphone', ...options });
  await wizard.press('I have the app');
  await wizard.root.querySelector('mfa-qr-code')!.updateComplete;
  return wizard;
}
