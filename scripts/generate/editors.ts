import { readFileSync } from 'node:fs';
import { flowIds } from '../../src/flows/machine/flow-id.ts';
import { locales } from '../../src/localization/languages.ts';
import type { Element, Named } from './manifest.ts';

const places = ['smartphone', 'browser'];
/** What an editor can offer between the quotation marks. */
const values: Record<string, readonly string[]> = {
  flow: flowIds,
  from: places,
  to: places,
  lang: locales,
  profile: ['kyoto-u', 'neutral'],
};

const list = (title: string, items: Named[]): string =>
  items.length
    ? [`**${title}**`, ...items.map(({ name, description }) => `- \`${name}\`: ${description}`)].join('\n')
    : '';

/** For `html.customData` of VS Code. */
function vsCodeData(elements: Element[]): object {
  return {
    version: 1.1,
    tags: elements.map(({ tagName, summary, attributes, events, slots, cssParts }) => ({
      name: tagName,
      description: {
        kind: 'markdown',
        value: [summary, list('Events', events), list('Slots', slots), list('Parts', cssParts)]
          .filter(Boolean)
          .join('\n\n'),
      },
      attributes: attributes.map(({ name, description, type }) => ({
        name,
        description,
        ...(type?.text === 'boolean' && { valueSet: 'v' }),
        ...(values[name] && { values: values[name].map((value) => ({ name: value })) }),
      })),
    })),
  };
}

/** https://github.com/JetBrains/web-types, which the IDEs find by the member `web-types` of package.json. */
function webTypes(elements: Element[]): object {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
  const enumeration = (attribute: string, type = 'string') =>
    values[attribute] ? [...values[attribute].map((value) => `'${value}'`), 'string'].join(' | ') : type;
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements.map(({ tagName, summary, attributes, events, slots, members }) => ({
          name: tagName,
          description: summary,
          attributes: attributes.map((each) => ({
            name: each.name,
            description: each.description,
            value: {
              kind: 'plain',
              type: enumeration(each.name, each.type?.text === 'boolean' ? 'boolean' : 'string'),
            },
          })),
          slots: slots.map(({ name: slot, description }) => ({ name: slot, description })),
          js: {
            events: events.map(({ name: event, description }) => ({ name: event, description })),
            properties: members
              .filter(({ kind }) => kind === 'field')
              .map(({ name: property, description }) => ({ name: property, description })),
          },
        })),
      },
      css: {
        parts: unique(elements.flatMap(({ cssParts }) => cssParts)).map(({ name: part, description }) => ({
          name: part,
          description,
        })),
        properties: elements[0]!.cssProperties.map(({ name: property }) => ({ name: property })),
      },
    },
  };
}

const unique = (items: Named[]): Named[] => [...new Map(items.map((item) => [item.name, item])).values()];

export const editorFiles = (elements: Element[]): [path: string, text: string][] => [
  ['vscode.html-custom-data.json', JSON.stringify(vsCodeData(elements))],
  ['web-types.json', JSON.stringify(webTypes(elements))],
];
