import { noChange } from 'lit';
import { Directive, directive, PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

type Args = Record<string, unknown>;

/** Puts on an element what the controls say, by the names of the manifest: attributes and custom properties. */
class Controlled extends Directive {
  #names: string[] = [];

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new TypeError('controlled() goes between the attributes');
  }

  render(_args: Args): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [args]: [Args]): typeof noChange {
    const { style } = element as HTMLElement;
    const put = (name: string, value: unknown): void => {
      if (name.startsWith('--')) style.setProperty(name, value ? String(value) : null);
      else if (value === undefined || value === '' || value === false) element.removeAttribute(name);
      else element.setAttribute(name, value === true ? '' : String(value));
    };
    // Storybook adds a function for each event.
    const names = Object.keys(args).filter((name) => typeof args[name] !== 'function');
    for (const name of new Set([...this.#names, ...names])) put(name, args[name]);
    this.#names = names;
    return noChange;
  }
}

/** `<mfa-setup-wizard ${controlled(args)}>` */
export const controlled = directive(Controlled);
