import * as z from 'zod/mini';
import { proof, type Rows } from '../operation.ts';
import { code, device, deviceName, id, kind, nothing, platform, sync } from '../schemas.ts';

export const syncsRows = {
  beginSync: {
    at: 'POST syncs',
    /** `code`: from an existing device; the per-device model asks for it. `deviceId`: as in `beginApp`. */
    input: z.object({
      kind,
      platform: z.optional(platform),
      code: z.optional(code),
      deviceId: z.optional(id),
    }),
    output: sync,
    problems: [
      'mail_required',
      'not_found',
      'wrong_length',
      'invalid_code',
      'attempts_exhausted',
      'factor_disabled',
      'code_replayed',
    ],
    stepUp: true,
    changes: 'account',
    confirmedBy: 'confirmSync',
    summary: {
      en: 'Begin to add a device beside an existing app. The old one keeps working until the new one is proven. One code is the proof, in place of a step-up: in the shared model that of `confirmSync`, in the per-device model `code`, of an existing device, which is required.',
      ja: '既存のアプリに加えて、もう1台のデバイスの登録を始めます。新しいデバイスの確認が済むまで、古いデバイスはそのまま使えます。あらためての本人確認の代わりになるコードは 1 つです。キーを共有する方式では `confirmSync` のコード、デバイスごとにキーを持つ方式では既存のデバイスの `code`（必須）です。',
    },
  },
  confirmSync: {
    at: 'POST syncs/{id}/confirm',
    input: z.object({ id, code, name: z.optional(deviceName) }),
    output: z.object({ device }),
    problems: [...proof, 'code_replayed', 'enrolment_expired'],
    changes: 'account',
    summary: {
      en: 'Prove the new device with its code.',
      ja: '新しいデバイスを、そのコードで確認します。',
    },
  },
  cancelSync: {
    at: 'DELETE syncs/{id}',
    input: z.object({ id }),
    output: nothing,
    problems: ['not_found'],
    changes: 'account',
    summary: {
      en: 'Give the pending sync up.',
      ja: '手続き中の同期を取りやめます。',
    },
  },
} as const satisfies Rows;
