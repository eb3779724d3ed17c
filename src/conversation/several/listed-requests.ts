import { capabilityOf } from '../../capabilities/capabilities.ts'
import type { StructuredRequest } from '../../domain/structured-request.ts'
import type { NearMiss, Slots, Understanding } from '../../domain/understanding.ts'
import type { SeveralPatterns } from './patterns.ts'

/** “staging and production” in one request is a request for each. Pure; empty where nothing is listed. */
export function listedRequests(
  { intent, slots, nearMisses }: Understanding,
  patterns: SeveralPatterns,
): readonly StructuredRequest[] {
  if (
    capabilityOf(intent) === undefined ||
    nearMisses.length === 0 ||
    !nearMisses.every((one) => isList(one, patterns))
  )
    return []
  // “v1.2.0 to staging and v1.3.0” is no one version.
  if (/\s/.test(String(slots.ref ?? ''))) return []
  return nearMisses
    .reduce<readonly Slots[]>(
      (all, { slot, candidates }) => all.flatMap((one) => candidates.map((name) => ({ ...one, [slot]: name }))),
      [slots],
    )
    .map((filled) => ({ intent, slots: filled }))
}

/** Names and nothing else between them: “staging or production” is a question, “web and deploy mail” another request. */
function isList(
  { named, typed, candidates }: NearMiss,
  { joint, nameOnly, notListed, asks }: SeveralPatterns,
): boolean {
  if (!named || candidates.length < 2) return false
  const names = typed.split(joint).filter((name) => name !== '')
  const isName = (name: string): boolean => nameOnly.test(name) && !notListed.test(name) && !asks.test(name)
  return names.length >= candidates.length && names.every(isName)
}
