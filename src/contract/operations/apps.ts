import * as z from 'zod/mini';
import { proof, type Rows } from '../operation.ts';
import { code, device, deviceName, enrolment, id, kind, nothing, platform } from '../schemas.ts';

export const appsRows = {
  beginApp: {
    at: 'POST apps',
    /**
     * `anew`: a new key where an app is set up already. `deviceId`: the device that this is for, when it is on the
     * list; it keeps its place and its name.
     */
    input: z.object({
      kind,
      platform: z.optional(platform),
      anew: z.optional(z.boolean()),
      deviceId: z.optional(id),
    }),
    output: enrolment,
    problems: ['mail_required', 'already_enrolled', 'not_found'],
    stepUp: true,
    changes: 'account',
    confirmedBy: 'confirmApp',
    summary: {
      en: 'Begin to set up the first app, or with `anew` a new key where one is in use: the only one from then on in the shared model, one more in the per-device model. While one is pending the session that began it gets the same secret again; another one gets a new secret, and the former set-up ends.',
      ja: '最初のアプリの設定を始めます。`anew` を付けると、設定済みのアプリがあっても新しいキーで始めます。1つのキーを共有する方式では以後そのキーだけが有効になり、デバイスごとにキーを持つ方式ではキーが1つ増えます。手続き中は、始めたセッションには同じキーを返します。別のセッションには新しいキーを返し、前の設定は終わります。',
    },
  },
  confirmApp: {
    at: 'POST apps/{id}/confirm',
    input: z.object({ id, code, name: z.optional(deviceName) }),
    output: z.object({ device }),
    problems: [...proof, 'code_replayed', 'enrolment_expired', 'already_enrolled'],
    changes: 'account',
    summary: {
      en: 'Prove with a code that the app holds the secret; only now the device exists. In the shared model every other device needs a sync after that.',
      ja: 'アプリがキーを持っていることを、コードで確認します。デバイスはこの時点で登録されます。1つのキーを共有する方式では、ほかのデバイスに同期が必要になります。',
    },
  },
  cancelApp: {
    at: 'DELETE apps/{id}',
    input: z.object({ id }),
    output: nothing,
    problems: ['not_found'],
    changes: 'account',
    summary: {
      en: 'Give the pending set-up up; its secret is erased.',
      ja: '手続き中の設定を取りやめます。キーは消去されます。',
    },
  },
} as const satisfies Rows;
