import type { Instance, Route } from './host-protocol.ts'
import type { HostMemory } from './host-state.ts'
import type { Reachable, Upstream } from './upstream.ts'

type Known = Pick<HostMemory, 'route' | 'instance'>

const WHOLE_PERCENT = 100

/**
 * Chooses, for each request, where it goes: to the instance that serves, or for its share to the canary. The share is
 * saved up rather than drawn by lot, so that of any hundred requests in a row exactly so many go there; one that is not
 * there gets none.
 */
export function chooseUpstream(memory: Known, service: string, environment: string): () => Upstream {
  let saved = 0
  return () => {
    const route = memory.route(service, environment)
    const serving = servingOf(memory, route, service, environment)
    const share = route?.canary
    if (!share) return serving
    const canary = reachable(memory.instance(share.instance))
    if (!canary) return serving
    saved += share.percent
    if (saved < WHOLE_PERCENT) return serving
    saved -= WHOLE_PERCENT
    return serving.kind === 'instance' ? { ...canary, otherwise: serving } : canary
  }
}

function servingOf(memory: Known, route: Route | undefined, service: string, environment: string): Upstream {
  const instance = route?.instance === undefined ? undefined : memory.instance(route.instance)
  if (!instance)
    return { kind: 'none', sentence: `Nothing is deployed: ${service} has no release in ${environment} yet.` }
  const serving = instance.role === 'serving' ? reachable(instance) : undefined
  if (serving) return serving
  return {
    kind: 'none',
    task: instance.task,
    sentence: `${service} in ${environment} is being restarted. Please try again in a moment.`,
  }
}

function reachable(instance: Instance | undefined): Reachable | undefined {
  if (!instance?.process || instance.port === undefined) return undefined
  return { kind: 'instance', id: instance.id, task: instance.task, port: instance.port }
}
