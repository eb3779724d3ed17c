import type { EnvironmentId, ServiceId } from '../../src/domain/ids.ts'
import { type ForeseenChange, foreseenChanges } from '../../src/domain/plans/foreseen.ts'
import type { ImagePin } from '../../src/domain/plans/planned-image.ts'
import type { Release } from '../../src/domain/release.ts'
import type { Forecaster } from '../../src/ports/forecaster.ts'

/** What registry and cluster say of a service before a deployment; left out, its target tells nothing. */
export interface ForecastScript {
  /** What the registry says of the tag of a version: a digest, `missing` or `not-told`. */
  readonly images: Readonly<Record<string, string>>
  /** What a version would change; a text says why that cannot be asked. */
  readonly foresees: Readonly<Record<string, readonly ForeseenChange[] | string>>
}

export interface RehearsedForecasts {
  forecastOf(service: ServiceId, environment: EnvironmentId): Forecaster | undefined
  /** A tag points to other contents from now on. */
  moveTag(service: ServiceId, version: string, to: string): void
}

/** @param serving The release that is live there. */
export function createRehearsedForecasts(
  scripts: Readonly<Record<ServiceId, Partial<ForecastScript>>>,
  serving: (service: ServiceId, environment: EnvironmentId) => Release | undefined,
): RehearsedForecasts {
  const tags = new Map(Object.entries(scripts).map(([id, { images = {} }]) => [id, { ...images }]))
  const forecaster: Forecaster = {
    async imageOf({ service }, { version }) {
      return { name: `registry.example/${service}:${version}`, pin: pinOf(tags.get(service)?.[version]) }
    },
    async foresee({ service, environment, release: { version } }) {
      const said = scripts[service]?.foresees?.[version] ?? imageAlone(service, serving(service, environment), version)
      return typeof said === 'string' ? { kind: 'unknown', why: said } : foreseenChanges(said)
    },
  }
  return {
    forecastOf(service) {
      const { images = {}, foresees = {} } = scripts[service] ?? {}
      return Object.keys(images).length + Object.keys(foresees).length > 0 ? forecaster : undefined
    },
    moveTag(service, version, to) {
      tags.set(service, { ...tags.get(service), [version]: to })
    },
  }
}

/** What a version changes of which nothing is written. */
function imageAlone(service: ServiceId, live: Release | undefined, version: string): readonly ForeseenChange[] {
  if (!live) return [{ what: 'created', kind: 'Deployment', name: service }]
  return live.version === version ? [] : [{ what: 'image', from: live.version, to: version }]
}

function pinOf(said: string | undefined): ImagePin {
  if (said === undefined || said === 'missing') return { kind: 'missing' }
  return said === 'not-told' ? { kind: said } : { kind: 'digest', digest: said }
}
