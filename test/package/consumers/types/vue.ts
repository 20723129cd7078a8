import 'mfa-elements/types/vue';
import type { MfaEvent } from 'mfa-elements';
import type { GlobalComponents } from 'vue';

type Props<Tag extends keyof GlobalComponents> = InstanceType<GlobalComponents[Tag]>['$props'];

export const wizard: Props<'mfa-setup-wizard'> = {
  class: 'wide',
  endpoint: '/api/mfa',
  'sign-in': '/sign-in',
  headers: async () => ({}),
  onMfaComplete: ({ detail }: MfaEvent<'mfa-complete'>) => detail.flow satisfies string,
};
export const list: Props<'mfa-device-list'> = {
  // @ts-expect-error: an address is a text
  endpoint: 1,
};
export const pair: Props<'mfa-sync-pair'> = {
  // @ts-expect-error: no such event
  onMfaFinished: () => undefined,
};
