/** `npm run new -- flow my-flow`: makes the files of something new, and says what is left to do. */
import { newApp } from './app.ts';
import { newFlow } from './flow.ts';
import { newLanguage } from './language.ts';
import { newOperation } from './operation.ts';

interface Kind {
  example: string;
  /** Makes it, and answers with what only a person can do. */
  make: (name: string) => Promise<string[]>;
}

const kinds: Record<string, Kind> = {
  language: { example: 'ko', make: newLanguage },
  flow: { example: 'my-flow', make: newFlow },
  app: { example: 'my-app', make: newApp },
  operation: { example: 'myOperation', make: newOperation },
};

const [asked = '', name = ''] = process.argv.slice(2);
const kind = Object.hasOwn(kinds, asked) ? kinds[asked] : undefined;
if (kind && name) {
  try {
    const left = await kind.make(name);
    console.log(`\nLeft to do:\n${left.map((line, index) => `${index + 1}. ${line}`).join('\n')}`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
} else {
  console.error('What shall be new?');
  for (const [each, { example }] of Object.entries(kinds)) console.error(`  npm run new -- ${each} ${example}`);
  process.exitCode = 1;
}
