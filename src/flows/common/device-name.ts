import type { Device } from '../../contract/types.ts';
import type { Context } from '../machine/machine.ts';

/** What a phone may be called: by its system where this is the phone. `word`: one of which nothing is known. */
export function phoneName(word: string, { device: { form, platform } }: Context): string {
  if (form === 'phone' && platform === 'ios') return 'iPhone';
  return form === 'phone' && platform === 'android' ? 'Android' : word;
}

/** A name that nobody can mistake for one in the list: “iPhone”, then “iPhone 2”. */
export function toldApart(name: string, devices: readonly Pick<Device, 'name'>[]): string {
  const isTaken = (free: string): boolean => devices.some((device) => device.name.toLowerCase() === free.toLowerCase());
  let free = name;
  for (let count = 2; isTaken(free); count++) free = `${name} ${count}`;
  return free;
}
