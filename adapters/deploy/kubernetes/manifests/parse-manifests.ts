import { isMap, isScalar, parseAllDocuments } from 'yaml'
import { oneLine } from '../one-line.ts'
import { UnfitError } from '../undertaking.ts'
import {
  type Fields,
  isManifestKind,
  KIND_NAMES,
  MANIFEST_KINDS,
  type ManifestObject,
  nameOfObject,
} from './manifest-kinds.ts'

/** A file with manifests, or what a kustomization comes to. */
export interface ManifestText {
  /** As people know it: `deploy/web.yaml`. */
  readonly name: string
  readonly text: string
}

export interface Wanted {
  readonly namespace: string
  /** The Deployment that must be among them. */
  readonly deployment: string
}

/** More objects than a service has; each is a request. */
const MOST_OBJECTS = 100
/** YAML that refers to itself grows without end. */
const MOST_ALIASES = 100

/**
 * The objects of a service in the order in which they are applied.
 * @throws {UnfitError} with a sentence for the first thing that must not be there.
 */
export function parseManifests(texts: readonly ManifestText[], wanted: Wanted): readonly ManifestObject[] {
  const objects = texts.flatMap(({ name, text }) =>
    documentsOf(name, text).map((document) => checked(name, document, wanted)),
  )
  if (objects.length > MOST_OBJECTS)
    throw unfit(`The manifests hold ${objects.length} objects; ${MOST_OBJECTS} are the most.`)
  const names = objects.map(nameOfObject)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw unfit(`The manifests hold ${twice} twice.`)
  if (!names.includes(`Deployment/${wanted.deployment}`))
    throw unfit(
      `The manifests hold no Deployment ${wanted.deployment}.`,
      'Add it, or correct `deployment` of the service in the configuration; then ask again.',
    )
  const order = (object: ManifestObject): number => KIND_NAMES.indexOf(object.kind)
  return objects.toSorted((one, other) => order(one) - order(other))
}

function documentsOf(file: string, text: string): readonly Fields[] {
  const documents = parseAllDocuments(text, { merge: true })
  if (!Array.isArray(documents)) return []
  return documents.flatMap((document) => {
    const [error] = document.errors
    if (error) throw unfit(`${file} is no YAML: ${oneLine(error.message)}.`)
    if (isNothing(document.contents)) return []
    if (!isMap(document.contents)) throw unfit(`${file} holds something that is no object of Kubernetes.`)
    return expanded(plainValue(file, () => document.toJS({ maxAliasCount: MOST_ALIASES })))
  })
}

/** Between two marks there may be comments alone. */
const isNothing = (contents: unknown): boolean => contents === null || (isScalar(contents) && contents.value === null)

function plainValue(file: string, read: () => unknown): Fields {
  try {
    const value = read()
    return isFields(value) ? value : {}
  } catch (error) {
    throw unfit(`${file} is no YAML: ${oneLine(error instanceof Error ? error.message : String(error))}.`)
  }
}

/** A `List` stands for its items. */
function expanded(value: Fields): readonly Fields[] {
  return value.kind === 'List' && Array.isArray(value.items) ? value.items.filter(isFields) : [value]
}

function checked(file: string, object: Fields, { namespace }: Wanted): ManifestObject {
  const { kind, apiVersion } = object
  const metadata = isFields(object.metadata) ? object.metadata : {}
  const { name } = metadata
  if (typeof kind !== 'string' || kind === '' || typeof name !== 'string' || !NAME.test(name))
    throw unfit(`${file} holds an object without a kind or a valid name.`)
  if (!isManifestKind(kind)) throw notApplied(file, oneLine(kind), name, object)
  const { apiVersion: known } = MANIFEST_KINDS[kind]
  if (apiVersion !== known)
    throw unfit(`${file} holds the ${kind} ${name} as ${oneLine(String(apiVersion))}; Shipmate applies ${known}.`)
  if (metadata.namespace !== undefined && metadata.namespace !== namespace)
    throw unfit(
      `${file} puts the ${kind} ${name} into the namespace ${oneLine(String(metadata.namespace))}; the service is in ${namespace}.`,
      'Leave the namespace out, or correct `namespace` of the target; then ask again.',
    )
  const { status: _, ...wanted } = object
  return { kind, name, body: { ...wanted, metadata: { ...metadata, namespace } } }
}

const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/

/** Kinds of the whole cluster that people try first. */
const OF_THE_CLUSTER = [
  ...['Namespace', 'ClusterRole', 'ClusterRoleBinding', 'CustomResourceDefinition', 'PersistentVolume'],
  ...[
    'StorageClass',
    'PriorityClass',
    'IngressClass',
    'ValidatingWebhookConfiguration',
    'MutatingWebhookConfiguration',
  ],
]

function notApplied(file: string, kind: string, name: string, object: Fields): UnfitError {
  if (kind === 'Secret' && (object.data !== undefined || object.stringData !== undefined))
    return unfit(
      `${file} holds the Secret ${name} with its data, and secrets do not belong into a repository.`,
      'Create the Secret with your own tools, refer to it by its name, and take it out of the manifests; then ask again.',
    )
  if (OF_THE_CLUSTER.includes(kind))
    return unfit(
      `${file} holds the ${kind} ${name}, which is of the whole cluster; Shipmate changes nothing outside of the namespace.`,
      'Apply it with your own tools and take it out of the manifests; then ask again.',
    )
  return unfit(
    `${file} holds the ${kind} ${name}, and Shipmate applies no ${kind}: only ${KIND_NAMES.join(', ')}.`,
    'Apply it with your own tools and take it out of the manifests; then ask again.',
  )
}

const unfit = (reason: string, nextStep = 'Correct the manifests, then deploy the new commit.'): UnfitError =>
  new UnfitError(`${reason} Nothing was changed.`, nextStep)

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
