import type { App, Place, Way } from './app.ts';
import { moving } from './moving.ts';
import { otherApps } from './others.ts';
import { usualApps } from './usual.ts';

export type { App, Form, Place, Way } from './app.ts';

const withMoving = (app: App): App => {
  const { gives, takes } = moving[app.id] ?? {};
  return { ...app, gives: { ...app.gives, ...gives }, takes: { ...app.takes, ...takes } };
};

/** Every app we know. */
export const apps: readonly App[] = [...usualApps.map(withMoving), ...otherApps];

export const appById = (id: string): App | undefined => apps.find((app) => app.id === id);

/** A way without labels to quote. */
const noMenu: Way = { menu: { en: [], ja: [] } };

/**
 * Stands for an app that has no row. We assume that it takes and gives what most apps do. If it gives nothing, the
 * person sees that first.
 */
export const unlistedApp: App = {
  id: 'other',
  name: '',
  publisher: '',
  places: ['smartphone', 'browser'],
  stores: {},
  gives: {
    'otpauth-qr': noMenu,
    'otpauth-text': noMenu,
    'backup-file': noMenu,
    'key-text': noMenu,
  },
  takes: { 'otpauth-qr': noMenu, 'key-text': noMenu },
};

/**
 * The app in this browser. Keys go in and out of its vault without a menu, and from one browser to another by pairing.
 */
export const ownApp: App = {
  id: 'this-browser',
  name: '',
  publisher: '',
  places: ['browser'],
  stores: {},
  gives: { 'key-text': noMenu, pairing: noMenu },
  takes: { 'key-text': noMenu, pairing: noMenu },
};

/** The app a flow has chosen by id. */
export const appOrUnlisted = (id: string): App => (id === ownApp.id ? ownApp : (appById(id) ?? unlistedApp));

/** Apps for a place: first the ones the institution names, then the others as in the table. */
export function appsFor(place: Place, named: readonly string[]): { named: App[]; others: App[] } {
  const fitting = apps.filter(({ places }) => places.includes(place));
  const isUsual = (app: App): boolean => named.includes(app.id) || usualApps.some(({ id }) => id === app.id);
  return { named: fitting.filter(isUsual), others: fitting.filter((app) => !isUsual(app)) };
}
