import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const noDecorators = {
  selector: 'Decorator',
  message: 'The builder ships decorators as they are and no engine parses them: use static properties.',
};
const wholeZod = {
  selector:
    "ImportDeclaration[importKind!='type'][source.value=/^zod/]:not([source.value='zod/mini']:has(ImportNamespaceSpecifier))",
  message: "import * as z from 'zod/mini': every other form costs a browser 20 to 76 kB.",
};
const nameableDocument = {
  name: 'document',
  message: 'An image of the page with the name of a member takes its place: use page.ts.',
};
const unsafeCode = ['no-eval', 'no-implied-eval', 'no-new-func'];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', 'data/', '**/generated/', 'test/package/consumers/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: 'error',
      ...Object.fromEntries(unsafeCode.map((rule) => [rule, 'error'])),
    },
  },
  {
    // node:test gives promises that nobody has to await.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/server/**'],
    rules: { 'no-console': 'error', 'no-restricted-syntax': ['error', noDecorators, wholeZod] },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/server/**', 'src/core/page.ts'],
    rules: { 'no-restricted-globals': ['error', nameableDocument] },
  },
  {
    // Types are added to those of a framework in its own way.
    files: ['src/frameworks/types/*.ts'],
    rules: { '@typescript-eslint/no-namespace': 'off', '@typescript-eslint/no-empty-object-type': 'off' },
  },
  {
    files: ['src/{elements,screens}/**/*.ts', 'stories/**/*.ts'],
    plugins: { lit, wc },
    rules: { ...lit.configs['flat/recommended'].rules, ...wc.configs['flat/recommended'].rules },
  },
);
