import type { ServiceId } from '../../domain/ids.ts'
import type { Release } from '../../domain/release.ts'
import type { Source, SourceProblem } from '../../ports/source.ts'
import type { Texts } from '../../texts/texts.ts'

const VERSIONS_OFFERED = 5

/** The release that a ref means now. Offers the newest versions for a misspelled one, and never guesses. */
export async function resolve(
  source: Source,
  service: ServiceId,
  ref: string,
  { plans: { problem } }: Texts,
): Promise<Release | SourceProblem> {
  const release = await source.resolve(service, ref)
  if (!('problem' in release) || release.problem !== 'unknown-ref') return release
  const known = (await source.versions(service)).slice(0, VERSIONS_OFFERED)
  const sentence =
    ref === 'latest' ? problem.noCommits({ service }) : problem.unknownRef({ service, ref: shortened(ref) })
  if (known.length === 0) return { ...release, sentence }
  return { ...release, sentence: `${sentence} ${problem.newestVersions({ versions: known.join(', ') })}` }
}

/** Nobody types a longer one; it is pasted. */
const REF_SHOWN = 60

function shortened(ref: string): string {
  return ref.length > REF_SHOWN ? `${ref.slice(0, REF_SHOWN)}…` : ref
}

/** As it was said, or what is meant when nothing was. */
export function textOf(value: string | number | undefined, otherwise: string): string {
  return value === undefined ? otherwise : String(value)
}
