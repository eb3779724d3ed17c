import type { HostProblem } from '../../src/domain/code-problem.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { CodeHost } from '../../src/ports/code-host.ts'
import { isProblem } from './ask.ts'

/** A plan, its click and its start come within moments of each other and ask the same. */
const FRESH_MS = 10_000
/** A host that does not answer holds up no more than one person in that time. */
const AWAY_MS = 30_000
const MOST_REMEMBERED = 500

interface Remembered {
  readonly answer: Promise<object>
  readonly until: number
}

/** The same host, which is not asked twice for the same within moments, nor while it does not answer. */
export function rememberedHost(host: CodeHost, clock: Pick<Clock, 'now'>): CodeHost {
  const remembered = new Map<string, Remembered>()
  let away: { readonly until: number; readonly problem: HostProblem } | undefined

  const once = <Answer extends object>(
    key: string,
    ask: () => Promise<Answer | HostProblem>,
  ): Promise<Answer | HostProblem> => {
    const now = clock.now().getTime()
    if (away && away.until > now) return Promise.resolve(away.problem)
    const known = remembered.get(key)
    if (known && known.until > now) return known.answer as Promise<Answer | HostProblem>
    const answer = ask().then((found) => {
      if (isProblem(found) && found.problem === 'away') away = { until: now + AWAY_MS, problem: found }
      return found
    })
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(key, { answer, until: now + FRESH_MS })
    return answer
  }

  return {
    pullRequest: (repository, number) => once(`${repository}#${number}`, () => host.pullRequest(repository, number)),
    checks: (repository, sha) => once(`${repository}@${sha}`, () => host.checks(repository, sha)),
  }
}
