import 'mfa-elements/types/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

export const wizard: SvelteHTMLElements['mfa-setup-wizard'] = {
  class: 'wide',
  endpoint: '/api/mfa',
  'sign-in': '/sign-in',
  headers: async () => ({}),
  'onmfa-complete': ({ detail }) => detail.flow satisfies string,
};
export const list: SvelteHTMLElements['mfa-device-list'] = {
  // @ts-expect-error: an address is a text
  endpoint: 1,
};
