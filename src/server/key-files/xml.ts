import type { Element } from '@xmldom/xmldom';
import { FileProblem } from './found.ts';

/**
 * XML by @xmldom/xmldom, which knows the five entities of XML and no others. What has a document type is not read at all.
 * Names are compared without case and prefix: privacyIDEA writes PSKC in small letters.
 */
export async function readXml(text: string): Promise<Element> {
  if (/<!DOCTYPE/i.test(text)) throw new FileProblem('The file has a document type. Such XML is not read.');
  const { DOMParser, onWarningStopParsing } = await import('@xmldom/xmldom').catch(() => {
    throw new FileProblem('PSKC files need the package @xmldom/xmldom. Install it beside mfa-elements.');
  });
  try {
    const { documentElement } = new DOMParser({ onError: onWarningStopParsing }).parseFromString(text, 'text/xml');
    if (documentElement) return documentElement;
  } catch (error) {
    // Its message quotes the text.
    const { lineNumber } = (error as { locator?: { lineNumber?: number } }).locator ?? {};
    throw new FileProblem(`The file is no XML that can be read${lineNumber ? `; see line ${lineNumber}` : ''}.`);
  }
  throw new FileProblem('The file is no XML that can be read.');
}

const isNamed = (element: Element, name: string): boolean => element.localName?.toLowerCase() === name.toLowerCase();

/** The elements of this name right below. */
export function childrenOf(element: Element | undefined, name?: string): Element[] {
  const found: Element[] = [];
  for (let node = element?.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === node.ELEMENT_NODE && (!name || isNamed(node as Element, name))) found.push(node as Element);
  }
  return found;
}

/** The first element at the end of a path of names. */
export const at = (element: Element | undefined, ...path: string[]): Element | undefined =>
  path.reduce<Element | undefined>((parent, name) => childrenOf(parent, name)[0], element);

/** The text of an element without blanks around it; undefined when it is absent or empty. */
export const textOf = (element: Element | undefined): string | undefined => element?.textContent?.trim() || undefined;

export function attributeOf(element: Element | undefined, name: string): string | undefined {
  for (const { localName, value } of element?.attributes ?? []) {
    if (localName?.toLowerCase() === name.toLowerCase()) return value.trim();
  }
  return undefined;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it may stand in an element or between double quotes. What XML 1.0 §2.2 forbids is left out. */
export const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => entities[sign]!);
