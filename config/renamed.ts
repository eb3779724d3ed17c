/** Settings in the names of today, and a sentence for each name of before. */
interface Renamed {
  readonly value: unknown
  readonly notices: readonly string[]
}

/** Reads what was written for an earlier version: `deploy` of a service is called `target` now. */
export function withNewNames(value: unknown): Renamed {
  if (!isMap(value) || !Array.isArray(value.services)) return { value, notices: [] }
  const services: readonly unknown[] = value.services
  const isOld = (service: unknown): service is Record<string, unknown> =>
    isMap(service) && 'deploy' in service && !('target' in service)
  return {
    value: { ...value, services: services.map((service) => (isOld(service) ? withTarget(service) : service)) },
    notices: services.flatMap((service, index) =>
      isOld(service)
        ? [`services.${index}.deploy is called target now. It still works; write target in its place.`]
        : [],
    ),
  }
}

function withTarget({ deploy: target, ...service }: Record<string, unknown>): object {
  // Its kind could be left out.
  return { ...service, target: isMap(target) ? { kind: 'local', ...target } : target }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
