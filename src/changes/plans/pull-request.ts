import type { ServiceCodeProblem } from '../../domain/code-problem.ts'
import type { ServiceId } from '../../domain/ids.ts'
import { commitOf, type PlannedPullRequest, type PullRequestName } from '../../domain/pull-request.ts'
import type { Release } from '../../domain/release.ts'
import type { ServiceCode } from '../../ports/code-host.ts'
import type { Source, SourceProblem } from '../../ports/source.ts'
import { codeProblemSentence } from '../../texts/code-words.ts'
import type { Texts } from '../../texts/texts.ts'

/** The commit that a pull request stands for now, and what its person should know of it. */
export interface NamedByPullRequest {
  readonly release: Release
  readonly pullRequest: PlannedPullRequest
  /** That it is merged, closed or a draft, as a sentence. */
  readonly note?: string
}

/** @param services All that there are: an address of another repository may be that of another service. */
export async function releaseOfPullRequest(
  delivery: Source & ServiceCode,
  service: ServiceId,
  named: PullRequestName,
  services: readonly ServiceId[],
  texts: Texts,
): Promise<NamedByPullRequest | SourceProblem> {
  const { number } = named
  const found = await delivery.pullRequestOf(service, named)
  if ('problem' in found) {
    const sentence = [
      sentenceFor(found, service, number, texts),
      ...otherService(found, delivery, number, services, texts),
    ]
    return { problem: 'unknown-ref', sentence: sentence.join(' ') }
  }
  const sha = commitOf(found)
  const release = await delivery.resolve(service, sha)
  const links = delivery.linksOf(service)
  if ('problem' in release) {
    if (release.problem !== 'unknown-ref') return release
    const where = { number, sha: sha.slice(0, 7), repository: links?.repository ?? service }
    return { ...release, sentence: texts.codeHost.problem.commitElsewhere(where) }
  }
  const { title, author, state } = found
  const note = state === 'open' ? undefined : texts.codeHost.note[state]({ number })
  const pullRequest = { number, title, author, state, url: links?.pullRequest(number) ?? '' }
  return { release, pullRequest, ...(note !== undefined && { note }) }
}

function sentenceFor(found: ServiceCodeProblem, service: ServiceId, number: number, texts: Texts): string {
  if (found.problem !== 'not-found') return codeProblemSentence(found, service, texts)
  return texts.codeHost.problem.noPullRequest({ ...found, number })
}

/** The service whose repository it is, where there is one. */
function otherService(
  found: ServiceCodeProblem,
  code: ServiceCode,
  number: number,
  services: readonly ServiceId[],
  { codeHost }: Texts,
): readonly string[] {
  if (found.problem !== 'other-repository') return []
  const other = services.find((id) => code.linksOf(id)?.repository.toLowerCase() === found.named.toLowerCase())
  return other === undefined ? [] : [codeHost.problem.otherService({ other, number })]
}
