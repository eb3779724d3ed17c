import type { PlaceOrder } from '../../../../src/ports/place-order.ts'
import { checkToken } from '../change-deployment.ts'
import { FIELD_MANAGER } from '../kube-api.ts'
import { marksOf, tokenMark } from '../marks.ts'
import { KubernetesError } from '../problem.ts'
import { readAs } from '../shapes.ts'
import { type Undertaking, UnfitError } from '../undertaking.ts'
import { MOST_TRIES } from '../until-uncontested.ts'
import { contested, contestedIn } from './field-conflicts.ts'
import { MANIFEST_KINDS, type ManifestObject, nameOfObject } from './manifest-kinds.ts'
import { markedSchema } from './marked-object.ts'
import { ownerMark, ownerOf, withLabels } from './object-marks.ts'

/** How an object is applied. */
export interface ApplyOptions {
  /** The cluster says what it would do, and does nothing. */
  readonly dryRun?: boolean
}

/**
 * Applies one object as it is in the manifests, decided on what is there at that moment. Fields of others are left to them.
 * @returns The object as it was left.
 * @throws {UnfitError} when a newer order has been there, the object is another service's, or a field somebody else's.
 * @throws {KubernetesError}
 */
export async function applyObject(
  undertaking: Undertaking<PlaceOrder>,
  object: ManifestObject,
  { dryRun = false }: ApplyOptions = {},
): Promise<unknown> {
  const { api, order, place } = undertaking
  const { resource } = MANIFEST_KINDS[object.kind]
  const named = { namespace: place.namespace, name: object.name }
  // As it was when all fields in the way were found to be free: whoever takes one since then makes it a conflict.
  let judged: Version | undefined
  for (let tries = 1; ; tries += 1) {
    const version = judged ?? (await versionOf(undertaking, object))
    const marked = withLabels(object.body, { ...ownerMark(order), ...tokenMark(order.fencingToken) })
    // Somebody who was faster makes this a conflict, and it is decided once more.
    const body = { ...marked, metadata: { ...fieldsOf(marked.metadata), ...version } }
    const query = {
      fieldManager: FIELD_MANAGER,
      ...(judged && { force: 'true' }),
      ...(dryRun && { dryRun: 'All' }),
    }
    try {
      return await api.call({ verb: 'patch', resource, ...named, patch: 'apply', query, body })
    } catch (error) {
      if (!(error instanceof KubernetesError) || tries === MOST_TRIES) throw error
      const { kind } = error.problem
      if (kind !== 'conflict' && kind !== 'field-conflict') throw error
      const fields = contestedIn(error, object, place)
      if (fields.length > 0) throw contested(object, fields)
      judged = kind === 'field-conflict' ? version : undefined
    }
  }
}

interface Version {
  readonly resourceVersion?: string
}

/** Of the object that is there. @throws {UnfitError} where it is not for this order. */
async function versionOf(undertaking: Undertaking<PlaceOrder>, object: ManifestObject): Promise<Version> {
  const { order, api, place } = undertaking
  const named = { namespace: place.namespace, name: object.name }
  const found = await api.call({ verb: 'get', resource: MANIFEST_KINDS[object.kind].resource, ...named })
  if (found === undefined) return {}
  const { metadata } = readAs(markedSchema, found, api.cluster)
  await checkToken(undertaking, marksOf({ metadata }))
  const owner = ownerOf(found)
  if (owner && (owner.service !== order.service || owner.environment !== order.environment))
    throw new UnfitError(
      `${nameOfObject(object)} belongs to ${owner.service} in ${owner.environment}, whose manifests hold it, too.`,
      'Give it another name in one of them, then ask again.',
    )
  const { resourceVersion } = metadata
  return resourceVersion === undefined ? {} : { resourceVersion }
}

const fieldsOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})
