import { readPicture } from '../../../src/qr/read-picture.ts';
import { deepEqual } from '../../support/expect.ts';

// Served by the test runner from beside the repository, when it lies there.
const folder = '/__wds-outside-root__/1/shared/fixtures/cases/qr/curved-open/';
const answer = await fetch(`${folder}manifest.json`);
const manifest = answer.ok ? ((await answer.json()) as { file: string; kind: string; expected: string[] }[]) : [];

describe('pictures of codes that do not lie flat, made by others', () => {
  if (!manifest.length)
    it('are not read: there is no folder shared/fixtures/cases/qr beside the repository', () => undefined);
  for (const { file, kind, expected } of manifest) {
    it(`are read: ${kind}`, async () => {
      const reading = await readPicture(await (await fetch(`${folder}${file}`)).blob());
      deepEqual(reading.at === 'read' ? reading.texts.map((text) => text.reveal()) : reading.why, expected);
    }).timeout(20_000);
  }
});
