import { createClusters } from '../../../adapters/deploy/kubernetes/clusters.ts'
import {
  findKustomize,
  INSTALL_KUSTOMIZE,
  NO_KUSTOMIZE,
} from '../../../adapters/deploy/kubernetes/manifests/kustomize.ts'
import { EVERY_MANIFEST_RIGHT } from '../../../adapters/deploy/kubernetes/manifests/manifest-rights.ts'
import { missingRights, type Right, rightsFor } from '../../../adapters/deploy/kubernetes/missing-rights.ts'
import { KubernetesError } from '../../../adapters/deploy/kubernetes/problem.ts'
import type { Verdict } from '../doctor/report.ts'
import { kubernetesPlaces, type PlacedService } from '../wiring/kubernetes-places.ts'

/** Asks each cluster for the rights of Shipmate in each namespace that services run in. */
export async function probeKubernetes(services: readonly PlacedService[]): Promise<Verdict> {
  const clusters = createClusters()
  const placeOf = kubernetesPlaces(services)
  const places = services.flatMap(({ id, environments }) =>
    Object.keys(environments).flatMap((environment) => placeOf(id, environment) ?? []),
  )
  const keyOf = ({ kubeconfig, context, namespace, manifests }: (typeof places)[number]): string =>
    JSON.stringify([kubeconfig, context, namespace, manifests !== undefined])
  const distinct = new Map(places.map((place) => [keyOf(place), place]))
  const verdicts = await Promise.all(
    [...distinct].map(([key, place]) => {
      const usual = rightsFor({ hasRoute: places.some((one) => one.route !== undefined && keyOf(one) === key) })
      const rights = place.manifests ? withManifests(usual) : usual
      return verdictOf(() => missingRights(clusters(place), place.namespace, rights), place)
    }),
  )
  const isKustomized = places.some(({ manifests }) => manifests?.kustomize)
  if (isKustomized && !(await findKustomize()))
    verdicts.push({ isFine: false, sentence: NO_KUSTOMIZE, remedy: INSTALL_KUSTOMIZE })
  const failed = verdicts.filter(({ isFine }) => !isFine)
  const sentence = (failed.length > 0 ? failed : verdicts).map((verdict) => verdict.sentence).join('\n')
  if (failed.length === 0) return { state: 'ok', sentence }
  return { state: 'failed', sentence, remedy: [...new Set(failed.map((verdict) => verdict.remedy))].join(' ') }
}

/** Some are needed for both. */
const withManifests = (usual: readonly Right[]): readonly Right[] => [
  ...new Map([...usual, ...EVERY_MANIFEST_RIGHT].map((right) => [`${right.verb} ${right.resource}`, right])).values(),
]

interface PlaceVerdict {
  readonly isFine: boolean
  readonly sentence: string
  readonly remedy?: string
}

async function verdictOf(
  missing: () => Promise<readonly Right[]>,
  { namespace, context }: { readonly namespace: string; readonly context?: string | undefined },
): Promise<PlaceVerdict> {
  const where = context === undefined ? namespace : `${namespace} (${context})`
  try {
    const rights = await missing()
    if (rights.length === 0) return { isFine: true, sentence: `${where}: reached, with every right.` }
    const remedy = 'Apply the Role of docs/kubernetes.md there.'
    return {
      isFine: false,
      sentence: `${where}: Shipmate may not ${rights.map(({ verb, resource }) => `${verb} ${resource}`).join(', ')}.`,
      remedy,
    }
  } catch (error) {
    if (!(error instanceof KubernetesError)) throw error
    return { isFine: false, sentence: `${where}: ${error.userMessage}`, remedy: error.nextStep }
  }
}
