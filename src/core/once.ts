/** What takes a while to make: it is made when somebody first asks for it, and once. After a failure it is made again. */
export class Once<Made> {
  readonly #make: () => Promise<Made>;
  #making: Promise<Made> | undefined;

  constructor(make: () => Promise<Made>) {
    this.#make = make;
  }

  get(): Promise<Made> {
    if (this.#making) return this.#making;
    const making = this.#make();
    this.#making = making;
    making.catch(() => {
      if (this.#making === making) this.#making = undefined;
    });
    return making;
  }

  /** The next one who asks gets another one. Returns the one there was, if any. */
  forget(): Promise<Made> | undefined {
    const made = this.#making;
    this.#making = undefined;
    return made;
  }
}
