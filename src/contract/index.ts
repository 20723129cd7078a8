/** The contract as data: operations, shapes and problems, and the OpenAPI document that is made from them. */
export { contract, type OperationName } from './table.ts';
export { operations, type Operation } from './operations.ts';
export { schemas } from './schemas.ts';
export { problems, type ProblemCode } from './problems.ts';
export type { Problem } from './problem-codes.ts';
export { MfaError } from './mfa-error.ts';
export { openApiDocument } from './openapi.ts';
export type { Account, Answer, AppKey, Device, Enrolment, Input, MailedCode, Output, Policy } from './types.ts';
export { Secret } from '../core/secret.ts';
