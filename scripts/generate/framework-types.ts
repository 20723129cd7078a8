import type { Element } from './manifest.ts';

const comment = (text: string | undefined): string => (text ? `/** ${text} */\n` : '');

function attributesOf({ name, summary, attributes }: Element): string {
  return [
    `${comment(`Attributes of the tag. ${summary}`)}export interface ${name}Attributes {`,
    ...attributes.map(
      (each) =>
        `${comment(each.description)}'${each.name}'?: ${each.type?.text === 'boolean' ? 'boolean' : 'string'} | undefined;`,
    ),
    '}',
  ].join('\n');
}

/** What script may set. */
const propertiesOf = ({ members }: Element): string =>
  members.flatMap(({ name, kind, readonly }) => (kind === 'field' && !readonly ? [`'${name}'`] : [])).join(' | ');

/** The elements as the types of frameworks need them. */
export function frameworkTypes(elements: Element[]): [path: string, text: string] {
  const file = (tag: string) => tag.replace(/^mfa-/, '');
  return [
    'src/frameworks/types/generated/elements.ts',
    [
      '// Written by `npm run generate` from custom-elements.json.',
      ...elements.map(({ name, tagName }) => `import type { ${name} } from '../../../elements/${file(tagName)}.ts';`),
      '',
      ...elements.map(attributesOf),
      '/** By tag: the class, the attributes, and the names of what script may set. */',
      'export interface MfaElements {',
      ...elements.map(
        (each) =>
          `${comment(each.summary)}'${each.tagName}': { element: ${each.name}; attributes: ${each.name}Attributes; properties: ${propertiesOf(each)} };`,
      ),
      '}',
    ].join('\n'),
  ];
}
