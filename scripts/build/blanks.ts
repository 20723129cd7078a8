/** Blanks and comments in templates and style sheets are for people: without them the files are some hundred bytes smaller. */
export const htmlWithoutBlanks = (html: string): string => html.replace(/\n[ \t]+/g, '\n');

export const cssWithoutBlanks = (css: string): string =>
  css
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s*([{};,]|: )\s*/g, (_, sign: string) => sign.trim())
    .replaceAll(';}', '}');
