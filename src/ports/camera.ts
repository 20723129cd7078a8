/** What a camera can be asked for, and why there is none. */

export type CameraFailure = 'denied' | 'missing' | 'busy' | 'unsupported';

export interface CameraDevice {
  id: string;
  /** As the browser names it; empty when it does not. */
  label: string;
}
