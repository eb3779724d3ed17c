import type { KubernetesPlace } from '../kubernetes-place.ts'
import { UnfitError } from '../undertaking.ts'
import type { Fields, ManifestObject } from './manifest-kinds.ts'

type Place = Pick<KubernetesPlace, 'deployment' | 'container'>

/**
 * The objects with the image of a release: in the container of the service, and in every other that the manifests give an
 * image of the same repository, as `images:` of a kustomization does.
 * @throws {UnfitError} where the Deployment has no such container.
 */
export function withImage(objects: readonly ManifestObject[], place: Place, image: string): readonly ManifestObject[] {
  return objects.map((object) => {
    if (object.kind !== 'Deployment') return object
    const spec = fieldsOf(object.body.spec)
    const template = fieldsOf(spec.template)
    const pods = fieldsOf(template.spec)
    const own = object.name === place.deployment ? ownContainer(listOf(pods.containers), place) : undefined
    const filled = (list: unknown): readonly Fields[] =>
      listOf(list).map((one) => (one.name === own || isOfSameRepository(one.image, image) ? { ...one, image } : one))
    const changed = {
      ...pods,
      containers: filled(pods.containers),
      ...(pods.initContainers !== undefined && { initContainers: filled(pods.initContainers) }),
    }
    return { ...object, body: { ...object.body, spec: { ...spec, template: { ...template, spec: changed } } } }
  })
}

/** The containers of an object that run the image of the release, once it has that image; none of what is no Deployment. */
export function releaseContainers(
  { kind, name, body }: ManifestObject,
  place: Place & Pick<KubernetesPlace, 'image'>,
): readonly string[] {
  if (kind !== 'Deployment') return []
  const containers = listOf(fieldsOf(fieldsOf(fieldsOf(body.spec).template).spec).containers)
  const own = name === place.deployment ? ownContainer(containers, place) : undefined
  const isOne = (one: Fields): boolean => one.name === own || isOfSameRepository(one.image, place.image)
  return containers.filter(isOne).flatMap((one) => (typeof one.name === 'string' ? [one.name] : []))
}

/** @throws {UnfitError} */
function ownContainer(containers: readonly Fields[], { deployment, container }: Place): string {
  const names = containers.flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
  const [only] = names
  if (container === undefined && names.length === 1 && only !== undefined) return only
  const wanted = container ?? deployment
  if (names.includes(wanted)) return wanted
  throw new UnfitError(
    `The Deployment ${deployment} of the manifests has no container ${wanted}: it has ${names.join(', ') || 'none'}. Nothing was changed.`,
    'Name one of them as `container` of the target in the configuration, then ask again.',
  )
}

const isOfSameRepository = (one: unknown, image: string): boolean =>
  typeof one === 'string' && repositoryOf(one) === repositoryOf(image)

/** A colon before the last slash belongs to the port of a registry. */
function repositoryOf(image: string): string {
  const [name = ''] = image.split('@')
  const at = name.lastIndexOf(':')
  return at > name.lastIndexOf('/') ? name.slice(0, at) : name
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})
const listOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])
