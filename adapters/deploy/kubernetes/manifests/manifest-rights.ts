import type { Right } from '../missing-rights.ts'
import { RESOURCES } from '../permissions.ts'
import { KIND_NAMES, MANIFEST_KINDS, type ManifestKind } from './manifest-kinds.ts'

/** What Shipmate may need to do with the kinds of some objects. */
export function manifestRights(objects: readonly { readonly kind: ManifestKind }[]): readonly Right[] {
  return [...new Set(objects.map(({ kind }) => kind))].flatMap((kind) => {
    const { resource } = MANIFEST_KINDS[kind]
    return RESOURCES[resource].manifestVerbs.map((verb) => ({ verb, resource }))
  })
}

/** Of all kinds that manifests may hold. */
export const EVERY_MANIFEST_RIGHT: readonly Right[] = manifestRights(KIND_NAMES.map((kind) => ({ kind })))
