import { describe } from 'node:test';
import { onEachBackend } from '../support/backends.ts';
import { auditSuite } from './suites/audit.ts';
import { codesSuite } from './suites/codes.ts';
import { devicesSuite } from './suites/devices.ts';
import { enrolmentSuite } from './suites/enrolment.ts';
import { idempotencySuite } from './suites/idempotency.ts';
import { limitsSuite } from './suites/limits.ts';
import { mailSuite } from './suites/mail.ts';
import { mailUnderWaySuite } from './suites/mail-under-way.ts';
import { maintenanceSuite } from './suites/maintenance.ts';
import { pairingsSuite } from './suites/pairings.ts';
import { recoverySuite } from './suites/recovery.ts';
import { removalRenewalSuite } from './suites/removal-renewal.ts';
import { secrecySuite } from './suites/secrecy.ts';
import { stepUpResetSuite } from './suites/step-up-reset.ts';

/** In one process, for the two databases take longer to start than most suites to run. One alone: `--test-name-pattern`. */
await onEachBackend((backend) => {
  describe('enrolment', () => enrolmentSuite(backend));
  describe('mail', () => mailSuite(backend));
  describe('mail under way', () => mailUnderWaySuite(backend));
  describe('codes', () => codesSuite(backend));
  describe('devices', () => devicesSuite(backend));
  describe('removal and renewal', () => removalRenewalSuite(backend));
  describe('recovery codes', () => recoverySuite(backend));
  describe('pairings', () => pairingsSuite(backend));
  describe('step-up and reset', () => stepUpResetSuite(backend));
  describe('idempotency', () => idempotencySuite(backend));
  describe('limits', () => limitsSuite(backend));
  describe('audit', () => auditSuite(backend));
  describe('secrecy', () => secrecySuite(backend));
  describe('maintenance', () => maintenanceSuite(backend));
});
