import { changeDeployment } from '../change-deployment.ts'
import { annotationsOf, failedMark, identityOf, isOf, type Placed, settledMark, type WrittenMarks } from '../marks.ts'
import { applyObject } from './apply-object.ts'
import { findService, type ManifestUndertaking } from './found-service.ts'
import { type ManifestObject, nameOfObject } from './manifest-kinds.ts'
import { type Inventory, inventoryAfter, inventoryMark, withAnnotations } from './object-marks.ts'
import type { PlacedObjects } from './pinned-objects.ts'
import { pruneObjects } from './prune-objects.ts'
import { objectsOf } from './service-objects.ts'

/**
 * Applies everything, and the Deployment of the service last, with the marks that say that all of it is there.
 * @throws {UnfitError} @throws {KubernetesError}
 */
export async function placeObjects(undertaking: ManifestUndertaking, { objects, marks }: PlacedObjects): Promise<void> {
  const { deployment, inventory } = await findService(undertaking)
  if (deployment) await noteNewObjects(undertaking, inventory, objects)
  const isMain = ({ kind, name }: ManifestObject): boolean =>
    kind === 'Deployment' && name === undertaking.place.deployment
  for (const object of objects) if (!isMain(object)) await applyObject(undertaking, object)
  for (const object of objects.filter(isMain)) {
    const annotations = { ...annotationsOf(marks), ...inventoryMark(inventoryAfter(inventory, objects)) }
    await applyObject(undertaking, { ...object, body: withAnnotations(object.body, annotations) })
  }
}

/** What is new is known before it is there: where the order stops halfway, the way back or the next release removes it. */
async function noteNewObjects(
  undertaking: ManifestUndertaking,
  { objects, stale }: Inventory,
  applied: readonly ManifestObject[],
): Promise<void> {
  const known = new Set([...objects, ...stale].map(nameOfObject))
  const added = applied.filter((object) => !known.has(nameOfObject(object)))
  if (added.length === 0) return
  const noted = inventoryMark({ objects, stale: [...stale, ...added] })
  await changeDeployment(undertaking, () => ({ patch: 'merge', annotations: noted }))
}

/** Removes what the release has no more. @returns What that was. */
export async function removeStale(undertaking: ManifestUndertaking): Promise<readonly string[]> {
  const { inventory } = await findService(undertaking)
  return pruneObjects(undertaking, inventory.stale)
}

/** Notes that the release got ready, and that nothing stale is left. */
export async function settle(undertaking: ManifestUndertaking): Promise<void> {
  const { inventory } = await findService(undertaking)
  const { order, clock } = undertaking
  await changeDeployment(undertaking, ({ deployment }) => ({
    patch: 'merge',
    annotations: {
      ...settledMark(identityOf(order), deployment, clock.now()),
      ...inventoryMark({ ...inventory, stale: [] }),
    },
  }))
}

/**
 * Applies what was there before the order: the manifests of that release, or, where somebody else had put it there, those of
 * the order with the image of then.
 * @returns What is there now; undefined where nothing was.
 */
export async function putObjectsBack(
  undertaking: ManifestUndertaking,
  failure: WrittenMarks['failed'],
): Promise<Placed | undefined> {
  const { order } = undertaking
  const { marks, deployment } = await findService(undertaking)
  if (!deployment) return undefined
  const hasPlaced = isOf(marks.placed, order)
  const back = hasPlaced ? marks.before : marks.placed
  if (!back) {
    if (failure) await changeDeployment(undertaking, () => ({ patch: 'merge', annotations: failedMark(failure) }))
    return undefined
  }
  const objects = await objectsBefore(undertaking, back)
  const kept = { placed: back, placedAt: marks.placedAt, before: marks.before, failed: marks.failed }
  const restored = { placed: back, placedAt: undefined, before: undefined, failed: failure }
  await placeObjects(undertaking, { objects, marks: hasPlaced ? restored : kept })
  await removeStale(undertaking)
  return back
}

/** Nobody waits for a cancelled order, but what it has done is taken back to the end. */
function objectsBefore({ source, order, place }: ManifestUndertaking, { image, of }: Placed) {
  const release = of ? { sha: of.sha, version: of.version } : order.release
  return objectsOf(source, order.service, place, { release, image }, new AbortController().signal)
}
