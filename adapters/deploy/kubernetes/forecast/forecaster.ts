import type { Foreseen } from '../../../../src/domain/plans/foreseen.ts'
import type { ImagePin } from '../../../../src/domain/plans/planned-image.ts'
import type { Forecaster, WantedRelease } from '../../../../src/ports/forecaster.ts'
import type { Redact } from '../../../process/log-tail.ts'
import { askRegistry } from '../image-registry.ts'
import type { KubeApi } from '../kube-api.ts'
import { imageOf, type KubernetesPlace } from '../kubernetes-place.ts'
import { foreseeManifests } from '../manifests/foresee-manifests.ts'
import { type ManifestSource, NO_MANIFESTS } from '../manifests/manifest-source.ts'
import { hasManifests } from '../manifests/service-objects.ts'
import { KubernetesError } from '../problem.ts'
import { UnfitError } from '../undertaking.ts'
import { foreseeImage } from './foresee-image.ts'

interface There {
  readonly api: KubeApi
  readonly place: KubernetesPlace
}

export interface ForecasterParts {
  readonly redact: Redact
  /** Left out where no place has any. */
  readonly manifests?: ManifestSource
  /** For the cluster as for the registry: somebody waits for the answer. In milliseconds. */
  readonly patienceMs?: number
}

const PATIENCE_MS = 2_000

/** Asks registry and cluster before anybody confirms a deployment; neither holds the question up for long. */
export function createForecaster(
  at: (service: string, environment: string) => There | undefined,
  { redact, manifests = NO_MANIFESTS, patienceMs = PATIENCE_MS }: ForecasterParts,
): Forecaster {
  return {
    async imageOf({ service, environment }, release) {
      const place = at(service, environment)?.place
      if (!place) return undefined
      const name = imageOf(place, release)
      return { name, pin: place.pinDigest ? await pinOf(name, patienceMs) : { kind: 'off' } }
    },
    async foresee(wanted) {
      const there = at(wanted.service, wanted.environment)
      if (!there) return unknown(`${wanted.service} has no environment ${wanted.environment} here.`)
      const late = new AbortController()
      const timer = setTimeout(() => late.abort(), patienceMs)
      try {
        return await Promise.race([foreseeAt(there, manifests, wanted, late.signal), tooLate(late.signal)])
      } catch (error) {
        const asked = there.place.manifests ? 'Repository and cluster have' : 'The cluster has'
        if (late.signal.aborted) return unknown(`${asked} not answered within ${patienceMs / 1_000} s.`)
        return { ...unknown(redact(whyNot(error))), ...(isRefusal(error) && { willFail: true }) }
      } finally {
        clearTimeout(timer)
        // What is still asked is not waited for.
        late.abort()
      }
    },
  }
}

function foreseeAt(
  { api, place }: There,
  source: ManifestSource,
  wanted: WantedRelease,
  signal: AbortSignal,
): Promise<Foreseen> {
  return hasManifests(place)
    ? foreseeManifests({ api, place, source }, wanted, signal)
    : foreseeImage({ api, place }, wanted, signal)
}

const unknown = (why: string): Foreseen => ({ kind: 'unknown', why })

async function pinOf(image: string, patienceMs: number): Promise<ImagePin> {
  return askRegistry(image, patienceMs)
}

function tooLate(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** The deployment would be refused for the same reason; whatever else is wrong may pass until then. */
const isRefusal = (error: unknown): boolean => error instanceof KubernetesError && error.problem.kind === 'forbidden'

/** @throws what is no fault of a cluster. */
function whyNot(error: unknown): string {
  if (error instanceof KubernetesError) return `${error.userMessage} ${error.nextStep}`
  if (error instanceof UnfitError) return `${error.outcome.reason} ${error.outcome.nextStep}`
  throw error
}
