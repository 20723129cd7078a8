/** Text that is markup already. Only `html` makes it, so everything else is escaped on its way in. */
class Markup {
  constructor(readonly text: string) {}
}

export type { Markup };
export type Part = string | number | Markup | readonly Part[] | null | undefined | false;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'object') return part.map(textOf).join('');
  return String(part).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
}

/** A piece of a page. Values are escaped for text and for quoted attributes; nothing may stand elsewhere. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.map((text, index) => text + textOf(parts[index])).join(''));
}
