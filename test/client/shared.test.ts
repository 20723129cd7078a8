import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { sharedClient } from '../../src/client/shared.ts';

before(() => {
  // All that this file knows of a page.
  class Document {
    get baseURI(): string {
      return 'https://dept.example.org/mfa/';
    }
  }
  Object.assign(globalThis, { Document, document: new Document() });
});

test('elements that are configured alike share one client, however they write the address', () => {
  const client = sharedClient({ endpoint: '/api/mfa' });
  assert.equal(sharedClient({ endpoint: 'https://dept.example.org/api/mfa' }), client);
  assert.equal(sharedClient({ endpoint: '../api/mfa' }), client);
});

test('another address, other headers or another fetch is another client', () => {
  const headers = { authorization: 'Bearer a' };
  const clients = [
    sharedClient({ endpoint: '/api/mfa' }),
    sharedClient({ endpoint: '/api/other' }),
    sharedClient({ endpoint: '/api/mfa', headers }),
    sharedClient({ endpoint: '/api/mfa', headers: { ...headers } }),
    sharedClient({ endpoint: '/api/mfa', fetch: async () => new Response() }),
  ];
  assert.equal(new Set(clients).size, clients.length);
  assert.equal(sharedClient({ endpoint: '/api/mfa', headers }), clients[2]);
});
