/**
 * A text that must never be shown by accident: an OTP key, an `otpauth:` address, a code.
 *
 * Owns the text; every road that turns a value into text on its own (string conversion, JSON, console) gets a
 * placeholder instead. `reveal` is the only way out, so `grep -rn "reveal(" src` lists every place that sees a secret.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  /** Whether another one, or a text that was typed, is the same. */
  equals(other: Secret | string): boolean {
    return this.#text === (typeof other === 'string' ? other : other.#text);
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}
