// Every entry for a browser, with the strictest compiler and without `skipLibCheck`.
import { MfaError, MfaSetupWizard, version, type MfaEvent } from 'mfa-elements';
import { MfaDeviceList } from 'mfa-elements/device-list';
import { MfaDeviceList as Defined } from 'mfa-elements/define/device-list';
import { createClient, type Client } from 'mfa-elements/client';
import { operations, type Account, type ProblemCode } from 'mfa-elements/contract';
import { readKeys } from 'mfa-elements/importers';
import { profile } from 'mfa-elements/profiles/kyoto-u';
import { profileSchema, type Profile } from 'mfa-elements/profiles/schema';
import { openVault } from 'mfa-elements/vault';

const client: Client = createClient({ endpoint: 'https://mfa.example.ac.jp/api/mfa', headers: { a: 'b' } });
export const account: Promise<Account> = client.call('getAccount', {});
export const codes: readonly ProblemCode[] = operations.flatMap(({ problems }) => problems);
export const own: Profile = profileSchema.parse(profile);
export const isSame: boolean = MfaDeviceList === Defined;
export const vault = openVault({ name: 'example' });
export const text: string = version;

const wizard = new MfaSetupWizard();
wizard.client = client;
wizard.addEventListener('mfa-error', ({ detail }) => detail.code satisfies string);
document.querySelector('mfa-setup-wizard')?.restart();
// @ts-expect-error: an operation that there is not
void client.call('getSecret', {});

export async function read(text: string): Promise<number> {
  const reading = await readKeys(text).catch((error: unknown) => {
    throw error instanceof MfaError ? new Error(error.problem.code) : error;
  });
  return 'entries' in reading ? reading.entries.length : 0;
}
export const told = (event: MfaEvent<'mfa-step'>): string => event.detail.step;
