import * as z from 'zod/mini';
import type { Rows } from '../operation.ts';
import { device, deviceName, id, time } from '../schemas.ts';

export const devicesRows = {
  renameDevice: {
    at: 'PATCH devices/{id}',
    input: z.object({ id, name: deviceName }),
    output: z.object({ device }),
    problems: ['not_found'],
    changes: 'account',
    summary: {
      en: 'Name a device.',
      ja: 'デバイスに名前を付けます。',
    },
  },
  removeDevice: {
    at: 'DELETE devices/{id}',
    input: z.object({ id }),
    /**
     * `stillValid`: codes of the removed device go on working (a copy in the shared model). Until `restorableUntil`
     * `restoreDevice` puts it back.
     */
    output: z.object({ stillValid: z.boolean(), restorableUntil: time }),
    problems: ['not_found', 'last_device'],
    stepUp: true,
    changes: 'account',
    summary: {
      en: 'Take a device off the list; in the per-device model its codes stop working at once. `restoreDevice` undoes it for a while.',
      ja: 'デバイスを一覧から外します。デバイスごとにキーを持つ方式では、そのデバイスのコードがすぐに使えなくなります。しばらくの間は `restoreDevice` で元に戻せます。',
    },
  },
  restoreDevice: {
    at: 'POST devices/{id}/restore',
    input: z.object({ id }),
    output: z.object({ device }),
    problems: ['not_found'],
    stepUp: true,
    changes: 'account',
    summary: {
      en: 'Put a removed device back. A key that was renewed or replaced meanwhile stays dead: the device then needs a sync.',
      ja: '外したデバイスを元に戻します。その間に新しくなったキーや置き換えられたキーは無効のままで、そのデバイスには同期が必要になります。',
    },
  },
} as const satisfies Rows;
