import { problems, type ProblemCode } from './problems.ts';
import { routes, type OperationName } from './routes.ts';
import { inputs, outputs } from './schemas.ts';

/**
 * The product's real API: every operation with its address, shapes and refusals. The server's binding, the OpenAPI
 * document, the docs table, the browser's answer shapes and the conformance suite are all derived from this table.
 */
interface OperationFacts {
  summary: string;
  /** The refusals of this operation, beyond those any operation may answer (`everywhere`). */
  problems: readonly ProblemCode[];
  /** The back end asks for a recent proof of identity before it does this. */
  stepUp?: true;
  /** Works without a session: what the body holds is the authority. */
  anonymous?: true;
  /** Safe to repeat as it is: takes no `Idempotency-Key`, and its answer is not kept. */
  repeatable?: true;
}

/** Refusals that any operation may answer. */
export const everywhere = [
  'invalid_input',
  'unauthenticated',
  'forbidden_origin',
  'too_large',
  'unsupported_media_type',
  'rate_limited',
  'idempotency_conflict',
  'not_implemented',
  'unavailable',
] as const satisfies readonly ProblemCode[];

const proof = ['not_found', 'wrong_length', 'invalid_code', 'attempts_exhausted', 'factor_disabled'] as const;

const facts = {
  getAccount: { summary: 'The account: policy, mail, devices, and what is pending.', problems: [] },
  beginMail: {
    summary:
      'Send a code to a mail address; replaces a pending address. The verified address stays until the new one is confirmed.',
    problems: ['mail_domain_forbidden', 'mail_undeliverable', 'factor_disabled', 'step_up_required'],
    stepUp: true,
  },
  resendMail: {
    summary: 'Send a new code to the pending address; the former code stops working.',
    problems: ['not_found', 'enrolment_expired', 'mail_undeliverable', 'factor_disabled'],
  },
  confirmMail: {
    summary: 'Prove the pending address with the mailed code.',
    problems: [...proof, 'code_expired', 'enrolment_expired'],
  },
  cancelMail: { summary: 'Give the pending address up.', problems: ['not_found'] },
  beginApp: {
    summary:
      'Begin to set up the first app, or with `anew` a new key where one is in use: the only one from then on in the shared model, one more in the per-device model. While one is pending the session that began it gets the same secret again; another one gets a new secret, and the former set-up ends.',
    problems: ['mail_required', 'already_enrolled', 'not_found', 'step_up_required'],
    stepUp: true,
  },
  confirmApp: {
    summary:
      'Prove with a code that the app holds the secret; only now the device exists. In the shared model every other device needs a sync after that.',
    problems: [...proof, 'code_replayed', 'enrolment_expired', 'already_enrolled'],
  },
  cancelApp: { summary: 'Give the pending set-up up; its secret is erased.', problems: ['not_found'] },
  beginSync: {
    summary:
      'Begin to add a device beside an existing app. The old one keeps working until the new one is proven. In the per-device model `code`, of an existing device, is required and replaces the step-up.',
    problems: [
      'mail_required',
      'not_found',
      'wrong_length',
      'invalid_code',
      'attempts_exhausted',
      'factor_disabled',
      'code_replayed',
      'step_up_required',
    ],
    stepUp: true,
  },
  confirmSync: {
    summary: 'Prove the new device with its code.',
    problems: [...proof, 'code_replayed', 'enrolment_expired'],
  },
  cancelSync: { summary: 'Give the pending sync up.', problems: ['not_found'] },
  renameDevice: { summary: 'Name a device.', problems: ['not_found'] },
  removeDevice: {
    summary:
      'Take a device off the list; in the per-device model its codes stop working at once. `restoreDevice` undoes it for a while.',
    problems: ['not_found', 'last_device', 'step_up_required'],
    stepUp: true,
  },
  restoreDevice: {
    summary:
      'Put a removed device back. A key that was renewed or replaced meanwhile stays dead: the device then needs a sync.',
    problems: ['not_found', 'step_up_required'],
    stepUp: true,
  },
  checkCode: {
    summary:
      'Does my code work? Uses up one that does. Only `deltaSteps` of -1, 0 or 1 mean that it works. A code up to ten periods away is answered with its distance too, to tell a wrong clock; it is not accepted, and counts as a wrong one. One that is ahead will never be accepted.',
    problems: [...proof, 'code_replayed'],
  },
  beginReset: {
    summary: 'Set up again: send a code to the verified mail address.',
    problems: ['mail_required', 'mail_undeliverable', 'factor_disabled'],
  },
  confirmReset: {
    summary: 'Void the secret and every app device.',
    problems: [...proof, 'code_expired', 'enrolment_expired'],
  },
  beginRecoveryCodes: {
    summary:
      'Make recovery codes, each good for one step-up. They are answered here and never again; former ones go on counting until these are confirmed.',
    problems: ['step_up_required'],
    stepUp: true,
  },
  confirmRecoveryCodes: {
    summary: 'The person has kept the codes: they count from now on, and former ones no longer.',
    problems: ['not_found', 'enrolment_expired'],
  },
  beginStepUp: {
    summary: 'Begin a fresh proof of identity by mail, by an app or by a recovery code.',
    problems: ['mail_required', 'not_found', 'mail_undeliverable', 'factor_disabled'],
  },
  confirmStepUp: {
    summary: 'Give the code of the fresh proof.',
    problems: [...proof, 'code_replayed', 'code_expired', 'enrolment_expired'],
  },
  openPairing: {
    summary:
      'Open a blind mailbox for two devices, for two minutes; closes the one that this person opened before. `id` is a short code for the other device, `seat` the token of this end.',
    problems: [],
    repeatable: true,
  },
  joinPairing: {
    summary:
      'Take the other seat of a mailbox: one device only. A session is not needed; one of another person than the opener is refused, and with `signedIn` none is, too. A repeated request with the same `Idempotency-Key` (16 characters at least) answers the same seat.',
    problems: ['pairing_of_another', 'not_found', 'pairing_taken'],
    anonymous: true,
  },
  sendPairing: {
    summary: 'Leave a sealed message for the other end. The same message sent again counts once.',
    problems: ['not_found', 'pairing_full'],
    anonymous: true,
    repeatable: true,
  },
  receivePairing: {
    summary:
      'Fetch the messages of the other end after an index. Answers at once when there are any or the mailbox is closed; otherwise waits for some, and after about 20 seconds answers without.',
    problems: ['not_found'],
    anonymous: true,
    repeatable: true,
  },
  closePairing: {
    summary: 'Close the mailbox. The other end can still fetch what was left for it.',
    problems: ['not_found'],
    anonymous: true,
    repeatable: true,
  },
  getOpenApi: { summary: 'This contract as an OpenAPI 3.1 document.', problems: [] },
} as const satisfies Record<OperationName, OperationFacts>;

export interface Operation extends OperationFacts {
  name: OperationName;
  method: (typeof routes)[OperationName]['method'];
  path: string;
  input: (typeof inputs)[OperationName];
  output: (typeof outputs)[OperationName];
}

export const operations: readonly Operation[] = (Object.keys(routes) as OperationName[]).map((name) => ({
  name,
  ...routes[name],
  ...(facts[name] as OperationFacts),
  input: inputs[name],
  output: outputs[name],
}));

/** The status codes a caller of `operation` must be ready for, each with its problem codes. */
export function refusalsByStatus(operation: Operation): Map<number, ProblemCode[]> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...everywhere, ...operation.problems]) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}
