import type { ServiceId } from '../../domain/ids.ts'
import type { Release } from '../../domain/release.ts'
import type { Source, SourceProblem } from '../../ports/source.ts'

const VERSIONS_OFFERED = 5

/** The release that a ref means now. Offers the newest versions for a misspelled one, and never guesses. */
export async function resolve(source: Source, service: ServiceId, ref: string): Promise<Release | SourceProblem> {
  const release = await source.resolve(service, ref)
  if (!('problem' in release) || release.problem !== 'unknown-ref') return release
  const known = (await source.versions(service)).slice(0, VERSIONS_OFFERED)
  if (known.length === 0) return release
  return { ...release, sentence: `${release.sentence} The newest versions are ${known.join(', ')}.` }
}

/** As it was said, or what is meant when nothing was. */
export function textOf(value: string | number | undefined, otherwise: string): string {
  return value === undefined ? otherwise : String(value)
}
