import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * The nearest `lang` around an element, across shadow roots, as it changes.
 *
 * Owns: finding and watching it. Does not own: which of our languages that means.
 */
export class LanguageController implements ReactiveController {
  tag = '';
  readonly #host: ReactiveControllerHost & Element;
  readonly #changed: () => void;
  #observer: MutationObserver | undefined;

  constructor(host: ReactiveControllerHost & Element, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#read());
    // The tree around, and those around it.
    for (let inside: Element | undefined = this.#host; inside;) {
      const root: Node & { host?: Element } = inside.getRootNode();
      this.#observer.observe(root, { attributeFilter: ['lang'], subtree: true });
      inside = root.host;
    }
    this.#read();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #read(): void {
    const tag = nearestLang(this.#host);
    if (tag === this.tag) return;
    this.tag = tag;
    this.#changed();
  }
}

function nearestLang(element: Element): string {
  for (let node: Node | null = element; node; node = parentOf(node)) {
    if (node instanceof Element && node.hasAttribute('lang')) return node.getAttribute('lang')!;
  }
  return '';
}

const parentOf = (node: Node): Node | null =>
  node instanceof Element && node.assignedSlot
    ? node.assignedSlot
    : node instanceof ShadowRoot
      ? node.host
      : node.parentNode;
