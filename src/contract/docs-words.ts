/** What the reference in the docs says. A row that lacks one of its languages does not compile. */
export interface DocsWords {
  en: string;
  ja: string;
}
