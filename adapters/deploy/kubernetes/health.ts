import type { Health, Release } from '../../../src/domain/release.ts'
import type { HealthProbe } from '../../../src/ports/health-probe.ts'
import { containerOf } from './container-of.ts'
import { handChanges, handSentences, isReplicas } from './hand-changes.ts'
import type { KubeApi } from './kube-api.ts'
import type { KubernetesPlace } from './kubernetes-place.ts'
import { marksOf } from './marks.ts'
import { KubernetesError } from './problem.ts'
import { readsTogether } from './reads-together.ts'
import { servingPlace } from './serving-place.ts'
import { type Deployment, deploymentSchema, readAs } from './shapes.ts'

interface There {
  readonly api: KubeApi
  readonly place: KubernetesPlace
}

/** Asks the cluster, not the records: which release the Deployment that users reach runs, and how many of its replicas serve. */
export function createHealthProbe(at: (service: string, environment: string) => There | undefined): HealthProbe {
  const opened = new WeakMap<KubeApi, KubeApi>()
  const together = (api: KubeApi): KubeApi => {
    const found = opened.get(api) ?? readsTogether(api)
    opened.set(api, found)
    return found
  }
  return {
    async health(service, environment) {
      const there = at(service, environment)
      if (!there) return { state: 'nothing-deployed', url: '' }
      try {
        return await healthOf({ ...there, api: together(there.api) })
      } catch (error) {
        // One cluster that does not answer hides no other place.
        if (!(error instanceof KubernetesError)) throw error
        return { state: 'unknown', sentence: error.userMessage, ...(error.mayPass && { mayPass: true as const }) }
      }
    },
  }
}

async function healthOf({ api, place }: There): Promise<Health> {
  const { namespace, deployment: name, url = `deployment ${name} in ${namespace}` } = place
  const read = (of: string) => api.call({ verb: 'get', resource: 'deployments', namespace, name: of })
  // Beside each other: nearly always it is the Deployment itself that serves.
  const [serving, own] = await Promise.all([servingPlace(api, place), read(name)])
  const whole = serving === place ? own : await read(serving.deployment)
  const deployment = whole === undefined ? undefined : readAs(deploymentSchema, whole, api.cluster)
  const release = deployment && releaseOf(deployment, serving)
  if (!deployment || !release) return { state: 'nothing-deployed', url }
  const changes = serving === place ? await handChanges(api, place, whole) : []
  const of = { url, ...(changes.length > 0 && { byHand: handSentences(changes) }) }
  const { replicas } = deployment.spec
  if (replicas === 0)
    return { state: 'nothing-deployed', ...of, ...(!changes.some(isReplicas) && { isIntended: true as const }) }
  const { readyReplicas, conditions } = deployment.status
  const sentence = `${readyReplicas} of ${replicas} replicas are ready.`
  if (readyReplicas < replicas) return { state: 'unhealthy', release, ...of, sentence }
  const since = conditions.find(({ type }) => type === 'Available')?.lastTransitionTime
  return { state: 'healthy', release, ...of, since: since ?? deployment.metadata.creationTimestamp }
}

/** What the marks say, as long as nobody has changed the image by hand; then its tag says what there is. */
function releaseOf(deployment: Deployment, place: KubernetesPlace): Release | undefined {
  const { placed } = marksOf(deployment)
  const image = containerOf(deployment, place)?.image
  if (image === undefined) return undefined
  if (placed?.image === image && placed.of) return { sha: placed.of.sha, version: placed.of.version }
  const tag = tagOf(image)
  return { sha: tag, version: tag }
}

/** `v1.2.0` of `registry.local:5000/app:v1.2.0`; the digest or the whole name where there is no tag. */
function tagOf(image: string): string {
  const [name = image, digest] = image.split('@')
  const tag = /:([\w][\w.-]{0,127})$/.exec(name)?.[1]
  return tag ?? digest?.slice(0, 19) ?? image
}
