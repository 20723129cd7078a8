// head.js
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const base = 'https://cdn.example.ac.jp/mfa-elements/';
const file = 'node_modules/mfa-elements/dist/cdn/integrity.json';
const { importMap, snippets } = JSON.parse(readFileSync(file, 'utf8').replaceAll('{base}', base));
const hash = createHash('sha256').update(importMap).digest('base64');

console.log(`<script type="importmap">${importMap}</script>`);
console.log(snippets['setup-wizard']);
console.log(`script-src ${new URL(base).origin} 'sha256-${hash}'`);
