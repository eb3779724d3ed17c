import type { ServiceId } from '../../domain/ids.ts'
import { pullRequestNamed } from '../../domain/pull-request.ts'
import type { Release } from '../../domain/release.ts'
import type { ServiceCode } from '../../ports/code-host.ts'
import type { Source, SourceProblem } from '../../ports/source.ts'
import type { Texts } from '../../texts/texts.ts'
import { type NamedByPullRequest, releaseOfPullRequest } from './pull-request.ts'

const VERSIONS_OFFERED = 5

/** What a ref means now: its release, and the pull request that it is, if it is one. */
export type Named =
  | NamedByPullRequest
  | { readonly release: Release; readonly pullRequest?: undefined; readonly note?: undefined }

/** @param services All that there are, for the address of a pull request that is not this service's. */
export async function resolveNamed(
  delivery: Source & ServiceCode,
  service: ServiceId,
  ref: string,
  services: readonly ServiceId[],
  texts: Texts,
): Promise<Named | SourceProblem> {
  const named = pullRequestNamed(ref)
  if (named) return releaseOfPullRequest(delivery, service, named, services, texts)
  const release = await resolve(delivery, service, ref, texts)
  return 'problem' in release ? release : { release }
}

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
