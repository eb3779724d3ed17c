import type { ManifestsPlace } from './manifests/manifests-place.ts'

/** Where a service runs in a cluster, and how long its rollout may take. */
export interface KubernetesPlace {
  readonly namespace: string
  readonly deployment: string
  /** The container that gets the release; left out where the pod has only one, or one of the name of the deployment. */
  readonly container?: string | undefined
  /** With `{version}`, `{sha}` or `{commit}`, the first 7 digits, in place of what changes from release to release. */
  readonly image: string
  /** The registry is asked for the digest of the image, so that a tag that is moved changes nothing. */
  readonly pinDigest?: boolean
  /** Where the repository says what else is deployed; left out, only the image of the Deployment is changed. */
  readonly manifests?: ManifestsPlace | undefined
  /** The Service whose selector blue-green switches. */
  readonly service?: string | undefined
  /** The HTTPRoute of the Gateway API whose weights give a canary its share; needs `service`. */
  readonly route?: string | undefined
  /** Where its users reach it. */
  readonly url?: string | undefined
  readonly rolloutSeconds: number
}

/** @param digest Of its contents, where it is known: the tag alone may move. */
export function imageOf(
  { image }: Pick<KubernetesPlace, 'image'>,
  { version, sha }: { readonly version: string; readonly sha: string },
  digest?: string,
): string {
  const named = image.replaceAll('{version}', version).replaceAll('{sha}', sha).replaceAll('{commit}', sha.slice(0, 7))
  return digest === undefined ? named : `${named}@${digest}`
}
