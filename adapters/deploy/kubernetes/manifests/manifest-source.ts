import { randomUUID } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServiceId } from '../../../../src/domain/ids.ts'
import type { Release } from '../../../../src/domain/release.ts'
import type { Checkout } from '../../../../src/ports/source.ts'
import { handOver, removeTree } from '../../../process/confined-folder.ts'
import type { Confinement } from '../../../process/confinement.ts'
import type { Redact } from '../../../process/log-tail.ts'
import { makePassage } from '../../../workspace/passage.ts'
import { UnfitError } from '../undertaking.ts'
import { runKustomize } from './kustomize.ts'
import { checkLocalBases } from './local-bases.ts'
import { findInside, readManifestFolder } from './manifest-folder.ts'
import type { ManifestsPlace } from './manifests-place.ts'
import type { ManifestText } from './parse-manifests.ts'

/** Reads the manifests of a release from its commit. */
export interface ManifestSource {
  /** @throws {UnfitError} where they cannot be had, with what to do. */
  read(
    service: ServiceId,
    release: Release,
    place: ManifestsPlace,
    signal: AbortSignal,
  ): Promise<readonly ManifestText[]>
}

export interface ManifestSourceParts {
  readonly checkout: Checkout
  /** Where releases lie. */
  readonly releases: string
  readonly confinement: Confinement
  readonly redact: Redact
}

/** Where no place has manifests. */
export const NO_MANIFESTS: ManifestSource = {
  async read(service) {
    throw new Error(`nothing reads the manifests of ${service} here`)
  },
}

/** A question, its click and the deployment read the same. */
const REMEMBERED = 20

/** A commit never changes, so what was read of it is kept for a while. */
export function createManifestSource(parts: ManifestSourceParts): ManifestSource {
  const remembered = new Map<string, readonly ManifestText[]>()
  let tidied: Promise<void> | undefined
  return {
    async read(service, release, place, signal) {
      const key = JSON.stringify([service, release.sha, place.path, place.kustomize])
      const known = place.remoteBases ? undefined : remembered.get(key)
      if (known) return known
      tidied ??= removeLeftOvers(parts)
      await tidied
      const texts = await readAt(parts, service, release, place, signal)
      remembered.set(key, texts)
      const [oldest] = remembered.keys()
      if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
      return texts
    },
  }
}

/** What a killed process has left. Nothing is read for so long. */
const LEFT_OVER_MS = 60 * 60_000

async function removeLeftOvers({ releases, confinement }: ManifestSourceParts): Promise<void> {
  const around = join(releases, FOLDER)
  for (const name of await readdir(around).catch(() => [])) {
    const folder = join(around, name)
    const found = await stat(folder).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > LEFT_OVER_MS) await removeTree(folder, confinement)
  }
}

/** Among the releases, so that whoever runs builds can get there. */
const FOLDER = 'manifests'

async function readAt(
  { checkout, releases, confinement, redact }: ManifestSourceParts,
  service: ServiceId,
  release: Release,
  { path, kustomize, remoteBases }: ManifestsPlace,
  signal: AbortSignal,
): Promise<readonly ManifestText[]> {
  const around = join(releases, FOLDER)
  makePassage(around)
  const root = join(around, randomUUID())
  try {
    const outcome = await checkout.checkOut(service, release, root, signal)
    signal.throwIfAborted()
    if (outcome.kind === 'failed') throw new UnfitError(`${outcome.reason} Nothing was changed.`, outcome.nextStep)
    if (!kustomize) return await readManifestFolder(root, path)
    if (!remoteBases) await checkLocalBases(root, path)
    const folder = await findInside(root, path)
    await handOver(root, confinement)
    const text = await runKustomize({ folder, name: path, confinement, redact, remoteBases, signal })
    return [{ name: path, text }]
  } finally {
    await removeTree(root, confinement)
  }
}
