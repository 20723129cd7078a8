import { appOrUnlisted, appsFor, ownApp, unlistedApp, type Place } from '../../apps/catalogue.ts';
import { planRoutes, type Route } from '../../apps/routes.ts';
import { offersPairing } from '../common/offers-pairing.ts';
import type { Context } from '../machine/machine.ts';
import type { Base, Ends } from './ends.ts';
import type { Chosen } from './state.ts';

const mayPair = ({ policy }: Base, { can, mode }: Context): boolean =>
  mode === 'backed' && !can.insecure && offersPairing(policy);

/** The ways from the old app to the new one (apps/routes.ts) for what a person has chosen. */
export const planFor = (chosen: Pick<Chosen, 'base' | 'from' | 'to' | 'oldApp' | 'newApp'>, context: Context) =>
  planRoutes(
    { app: appOrUnlisted(chosen.oldApp), place: chosen.from },
    { app: appOrUnlisted(chosen.newApp), place: chosen.to },
    { ...context.can, pairing: mayPair(chosen.base, context) },
    chosen.base.policy.app,
  );

/** The way in use; asked only where there is one. */
export function routeOf(chosen: Chosen, context: Context): Route {
  const plan = planFor(chosen, context);
  return plan.at === 'routes' ? plan.routes[chosen.via]! : [];
}

/** What the manuals name comes first. */
function appIdsFor(place: Place, { profile }: Context): string[] {
  const { named, others } = appsFor(place, profile.apps);
  const isNamed = ({ id }: { id: string }): boolean => profile.apps.includes(id);
  return [...named.filter(isNamed), ...named.filter((app) => !isNamed(app)), ...others, unlistedApp].map(
    ({ id }) => id,
  );
}

/** The app of the manuals at both ends: nobody is asked for it, and everybody can change it. */
export function usualApps(ends: Ends, context: Context): Chosen {
  const [oldApp] = appIdsFor(ends.from, context);
  const between = (newApp: string): Chosen => ({ ...ends, oldApp: oldApp!, newApp, via: 0 });
  if (ends.isHere) return between(ownApp.id);
  const [first, ...more] = appIdsFor(ends.to, context).map(between);
  return [first!, ...more].find((chosen) => planFor(chosen, context).at === 'routes') ?? first!;
}

/** Whether the old app may be this page, as well: in this browser, or in another one from which it comes by pairing. */
export const mayComeFromPage = ({ base, from, isHere }: Ends, context: Context): boolean =>
  from === 'browser' && context.can.vault && (!isHere || mayPair(base, context));

/** A code that the extension of a browser shows goes when the page beside it is pressed. */
export const isTogether = (chosen: Chosen, context: Context): boolean => {
  const [first] = routeOf(chosen, context);
  return chosen.from === 'browser' && first?.how === 'direct' && first.form === 'otpauth-qr';
};
