import { appOrUnlisted } from '../../apps/catalogue.ts';
import { planRoutes, type Route } from '../../apps/routes.ts';
import { offersPairing } from '../common/offers-pairing.ts';
import type { Context } from '../machine/machine.ts';
import type { Chosen } from './state.ts';

/** The ways from the old app to the new one (apps/routes.ts) for what a person has chosen. */
export const planFor = ({ base, from, to, oldApp, newApp }: Chosen, { can, mode }: Context) =>
  planRoutes(
    { app: appOrUnlisted(oldApp), place: from },
    { app: appOrUnlisted(newApp), place: to },
    { ...can, pairing: mode === 'backed' && !can.insecure && offersPairing(base.policy) },
    base.policy.app,
  );

/** The way in use; asked only where there is one. */
export function routeOf(chosen: Chosen, context: Context): Route {
  const plan = planFor(chosen, context);
  return plan.at === 'routes' ? plan.routes[chosen.via]! : [];
}
