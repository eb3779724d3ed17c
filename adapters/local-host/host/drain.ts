import type { Instance, Route } from './host-protocol.ts'

/** The instance as it is let go: what its users have asked is answered, for a while. */
export function startDraining(instance: Instance, role: 'paused' | 'retiring'): Instance {
  return { ...instance, role, drainUntil: new Date(Date.now() + instance.drainSeconds * 1_000).toISOString() }
}

/** The same with all requests to the instance that serves; `only` when the share is this instance's. */
export function withoutCanary({ canary, ...route }: Route, only = canary?.instance): Route {
  return canary && canary.instance !== only ? { ...route, canary } : route
}
