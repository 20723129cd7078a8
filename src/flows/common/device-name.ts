import type { Device } from '../../contract/types.ts';
import type { Context } from '../machine/machine.ts';

/** As their makers write them, in every language. */
const browsers = { chrome: 'Chrome', edge: 'Edge', firefox: 'Firefox', safari: 'Safari' } as const;
const systems = {
  ios: 'iOS',
  android: 'Android',
  windows: 'Windows',
  macos: 'Mac',
  linux: 'Linux',
  chromeos: 'Chromebook',
} as const;

/** What this browser may be called in a list, in every language: “Chrome (Windows)”. `word`: a browser of which nothing is known. */
export function browserName(word: string, { device: { browser, platform } }: Context): string {
  const name = browser ? browsers[browser] : word;
  return platform ? `${name} (${systems[platform]})` : name;
}

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
