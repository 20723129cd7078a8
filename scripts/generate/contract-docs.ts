import * as z from 'zod/mini';
import type { DocsWords } from '../../src/contract/docs-words.ts';
import type { Described } from '../../src/contract/openapi-document.ts';
import { operations } from '../../src/contract/operations.ts';
import { everywhere, problems, type ProblemRow } from '../../src/contract/problems.ts';
import { schemas } from '../../src/contract/schemas.ts';
import { everywhereAtSignIn, signInOperations } from '../../src/contract/sign-in/operations.ts';
import { signInProblems } from '../../src/contract/sign-in/problems.ts';
import type { JsonSchema } from './json-schema.ts';
import { table } from './markdown.ts';

type Language = keyof DocsWords;

/** What both pages say. */
const common = {
  en: {
    inputs: 'Bodies and answers',
    inputsLead:
      '`?` marks a member that may be left out. The `id` is part of the address. A word without a colon is a shape of the next section. The body is empty where there is none.',
    inputsLeadAlone:
      '`?` marks a member that may be left out. `time`: ISO 8601. `int` and `text` carry their limits. The body is empty where there is none.',
    problems: 'Problems',
    problemsLead:
      'Every refusal is an RFC 9457 document (`application/problem+json`) with one of these codes. `attemptsLeft` and `retryAfterMs` are there where they apply.',
    everywhere: 'Any operation may answer',
    columns: {
      operation: 'Operation',
      request: 'Request',
      right: 'Right',
      summary: 'What it does',
      own: 'Its own problems',
      body: 'Body',
      answer: 'Answer',
      member: 'Member',
      kind: 'Kind',
      code: 'Code',
      status: 'Status',
      meaning: 'Meaning',
    },
    fullStop: '.',
    comma: ', ',
  },
  ja: {
    inputs: '本文と応答',
    inputsLead:
      '`?` は省略できるメンバーです。`id` はアドレスに含まれます。コロンのない語は、次の節の形を指します。欄が空の操作には本文がありません。',
    inputsLeadAlone:
      '`?` は省略できるメンバーです。`time` は ISO 8601 の時刻です。`int` と `text` には範囲を添えています。欄が空の操作には本文がありません。',
    problems: '問題',
    problemsLead:
      '拒否の応答は、すべて RFC 9457 の文書（`application/problem+json`）で、次のコードのいずれかを持ちます。`attemptsLeft` と `retryAfterMs` は、意味のある場合に付きます。',
    everywhere: 'どの操作でも起こりうるもの',
    columns: {
      operation: '操作',
      request: 'リクエスト',
      right: '権限',
      summary: '内容',
      own: '固有の問題',
      body: '本文',
      answer: '応答',
      member: 'メンバー',
      kind: '種類',
      code: 'コード',
      status: 'ステータス',
      meaning: '意味',
    },
    fullStop: '。',
    comma: '、',
  },
};

const words = {
  en: {
    title: 'The contract',
    lead: [
      'Made from `src/contract` by `npm run generate`. The same facts with every rule are served as an OpenAPI 3.1 document at `openapi.json` below the endpoint. How to use them: [The back end](../back-end.md).',
      'Addresses are relative to the endpoint. Bodies and answers are JSON. Times are ISO 8601 in UTC. A reader ignores members it does not know.',
    ],
    operations: 'Operations',
    operationsLead:
      'An operation that lists `step_up_required` asks for a fresh proof of identity first. No back end has to offer every operation: what it does not offer it answers with `not_implemented`.',
    shapes: 'Shapes',
    shapesLead:
      '`secret`: text that the client wraps the moment it is parsed; log it never. `time`: ISO 8601. `int` and `text` carry their limits.',
  },
  ja: {
    title: '契約',
    lead: [
      '`src/contract` から `npm run generate` で作られます。すべての規則を含む同じ内容が、エンドポイントの `openapi.json` で OpenAPI 3.1 の文書として配信されます。使い方は「[バックエンド](../back-end.md)」をご覧ください。',
      'アドレスはエンドポイントからの相対です。本文と応答は JSON、時刻は UTC の ISO 8601 です。知らないメンバーは読み飛ばしてください。',
    ],
    operations: '操作',
    operationsLead:
      '`step_up_required` のある操作は、先に、あらためての本人確認を求めます。すべての操作に対応する必要はありません。対応しない操作には `not_implemented` を返します。',
    shapes: '形',
    shapesLead:
      '`secret` は、受け取ったらすぐに包み、決してログに残してはならない文字列です。`time` は ISO 8601 の時刻です。`int` と `text` には範囲を添えています。',
  },
} satisfies Record<Language, Text>;

interface Text {
  title: string;
  lead: string[];
  operations: string;
  operationsLead: string;
  shapes: string;
  shapesLead: string;
}

const signInWords = {
  en: {
    title: 'The contract of the sign-in',
    lead: [
      'Made from `src/contract/sign-in` by `npm run generate`. The same facts are served as an OpenAPI 3.1 document at `openapi.json` below the endpoint. How to use them: [At the sign-in](../sign-in.md).',
      'For servers. Every request carries the key of a service. Addresses are relative to the endpoint. Bodies and answers are JSON. Times are ISO 8601 in UTC.',
    ],
    operations: 'Operations',
    operationsLead: 'The right of each operation is one that the key has to have.',
  },
  ja: {
    title: 'ログイン側の契約',
    lead: [
      '`src/contract/sign-in` から `npm run generate` で作られます。同じ内容が、エンドポイントの `openapi.json` で OpenAPI 3.1 の文書として配信されます。使い方は「[ログインでの利用](../sign-in.md)」をご覧ください。',
      'サーバーのための契約です。どのリクエストにも、サービスのキーが必要です。アドレスはエンドポイントからの相対です。本文と応答は JSON、時刻は UTC の ISO 8601 です。',
    ],
    operations: '操作',
    operationsLead: '「権限」は、その操作のためにキーに必要な権限です。',
  },
} satisfies Record<Language, Omit<Text, 'shapes' | 'shapesLead'>>;

const jsonSchema = (shape: z.core.$ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io }) as JsonSchema & { $schema?: string };
  return schema;
};

/** Names of the shapes that have one, by their text. */
const named = new Map(
  Object.entries(schemas).map(([name, schema]) => [JSON.stringify(jsonSchema(schema, 'output')), name]),
);

const range = (low: number | undefined, high: number | undefined): string => {
  // What fits into four bytes is no limit that anybody meets.
  const known = high !== undefined && high < 2_147_483_647 ? high : undefined;
  if (known !== undefined) return ` ${low ?? 0}${(low ?? 0) < 0 ? ' to ' : '–'}${known}`;
  return low !== undefined && low > Number.MIN_SAFE_INTEGER ? ` ≥ ${low}` : '';
};

function kindOf(schema: JsonSchema): string {
  const name = named.get(JSON.stringify(schema));
  if (name) return name;
  if (schema.enum) return schema.enum.map((value) => `"${value}"`).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(' | ');
  switch (schema.type) {
    case 'string':
      if (schema['x-secret']) return 'secret';
      if (schema.format === 'date-time') return 'time';
      return schema.maxLength === undefined && schema.pattern
        ? `text /${schema.pattern}/`
        : `text${range(schema.minLength, schema.maxLength)}`;
    case 'integer':
      return `int${range(schema.minimum, schema.maximum)}`;
    case 'array':
      return `[${kindOf(schema.items!)}]`;
    case 'object':
      return membersOf(schema);
    default:
      return schema.type ?? 'any';
  }
}

function membersOf({ properties = {}, required = [] }: JsonSchema): string {
  const members = Object.entries(properties).map(
    ([name, member]) => `${name}${required.includes(name) ? '' : '?'}: ${kindOf(member)}`,
  );
  return members.length ? `{ ${members.join(', ')} }` : '{}';
}

function bodyOf({ input, path }: Described): string {
  const schema = jsonSchema(input, 'input');
  const members = Object.entries(schema.properties ?? {}).filter(([name]) => name !== 'id' || !path.includes('{id}'));
  return members.length ? code(membersOf({ ...schema, properties: Object.fromEntries(members) })) : '';
}

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

interface Contract {
  operations: readonly (Described & { right?: string | null })[];
  problems: Record<string, ProblemRow>;
  everywhere: readonly string[];
  text: Omit<Text, 'shapes' | 'shapesLead'>;
}

function page(language: Language, { operations, problems, everywhere, text }: Contract, shapes: string[]): string {
  const shared = common[language];
  const { columns } = shared;
  const codes = (list: readonly string[]): string => list.map(code).join(shared.comma);
  const hasRights = operations.some(({ right }) => right);
  return [
    `<!-- ${language === 'en' ? 'Written by `npm run generate`.' : '`npm run generate` が書き出します。'} -->`,
    `# ${text.title}`,
    ...text.lead,
    `## ${text.operations}`,
    text.operationsLead,
    table(
      [columns.operation, columns.request, ...(hasRights ? [columns.right] : []), columns.summary, columns.own],
      operations.map(({ name, method, path, right, summary, problems: own }) => [
        code(name),
        code(`${method} ${path}`),
        ...(hasRights ? [right ? code(right) : ''] : []),
        summary[language],
        codes(own),
      ]),
    ),
    `${shared.everywhere}${language === 'en' ? ': ' : '：'}${codes(everywhere)}${shared.fullStop}`,
    `## ${shared.inputs}`,
    shapes.length ? shared.inputsLead : shared.inputsLeadAlone,
    table(
      [columns.operation, columns.body, columns.answer],
      operations.map((operation) => [
        code(operation.name),
        bodyOf(operation),
        code((shapes.length ? kindOf : membersOf)(jsonSchema(operation.output, 'output'))),
      ]),
    ),
    ...shapes,
    `## ${shared.problems}`,
    shared.problemsLead,
    table(
      [columns.code, columns.status, columns.meaning],
      Object.entries(problems).map(([name, { status, title }]) => [code(name), String(status), title[language]]),
    ),
  ].join('\n\n');
}

function shapesOf(language: Language): string[] {
  const { columns } = common[language];
  const text = words[language];
  return [
    `## ${text.shapes}`,
    text.shapesLead,
    ...Object.entries(schemas).flatMap(([name, schema]) => {
      const { properties = {}, required = [] } = jsonSchema(schema, 'output');
      const rows = Object.entries(properties).map(([member, kind]) => [
        code(required.includes(member) ? member : `${member}?`),
        code(kindOf(kind)),
      ]);
      return [`### ${name}`, table([columns.member, columns.kind], rows)];
    }),
  ];
}

/** Both contracts as pages for people, in both languages. */
export const contractDocs = (): [path: string, text: string][] =>
  (['en', 'ja'] as const).flatMap((language): [string, string][] => [
    [
      `docs/${language}/reference/contract.md`,
      page(language, { operations, problems, everywhere, text: words[language] }, shapesOf(language)),
    ],
    [
      `docs/${language}/reference/sign-in.md`,
      page(
        language,
        {
          operations: signInOperations,
          problems: signInProblems,
          everywhere: everywhereAtSignIn,
          text: signInWords[language],
        },
        [],
      ),
    ],
  ]);
