interface Settling extends HTMLElement {
  ready: Promise<void>;
  idle: Promise<void>;
}

/** A play function: the elements of the story can be used. */
export async function settled({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  const elements = [...canvasElement.querySelectorAll<Settling>('*')].filter(({ localName }) =>
    /^mfa-/.test(localName),
  );
  for (const element of elements) {
    await element.ready;
    await element.idle;
  }
}
