import { appById } from '../../src/apps/catalogue.ts';
import { insertBefore, pascal, requireId } from './edit.ts';

/** A row in the catalogue. The tests of the catalogue and the walk through the transfers take it from there. */
export async function newApp(id: string): Promise<string[]> {
  requireId(id);
  if (appById(id)) throw new Error(`${id} is there already.`);
  const name = pascal(id).replace(/(?!^)([A-Z])/g, ' $1');
  await insertBefore(
    'src/apps/others.ts',
    '];',
    `{ id: '${id}', name: '${name}', publisher: '', places: ['smartphone'], stores: {}, gives: {}, takes: { 'otpauth-qr': scan } },\n`,
  );
  return [
    `Fill in the last row of src/apps/others.ts: name and publisher as the stores show them, links to the stores.`,
    'Say how an account comes out (`gives`) and goes in (`takes`), in the words of the app’s own menu in each language.',
    'If it exports a file that no importer reads yet, write one: docs/en/reading-keys.md.',
    'Run npm test -- apps: it asks for a publisher, and looks at links and labels.',
  ];
}
