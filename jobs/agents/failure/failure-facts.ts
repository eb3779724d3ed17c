import { isReleasePlan, targetOf, whereOf } from '../../../src/domain/plan.ts'
import { environmentLabel, runs, serviceLabel } from '../../../src/domain/projections.ts'
import type { ReleaseRun, Run } from '../../../src/domain/run.ts'
import type { Clock } from '../../../src/ports/clock.ts'
import type { Documents } from '../../../src/ports/event-store.ts'
import type { Source } from '../../../src/ports/source.ts'
import { plainSentence } from '../core/added-sentences.ts'
import { inTime } from '../core/in-time.ts'
import type { BuildEvidence } from './build/evidence.ts'
import type { Blame, TriageEvidence } from './triage/evidence.ts'
import { failingPaths } from './triage/failing-paths.ts'

export interface FailureFactsParts {
  readonly clock: Clock
  readonly documents: Documents
  readonly source: Pick<Source, 'changesBetween' | 'lastAuthors'>
}

const EARLIER_RUNS = 10
/** So many files that the log names, and that the release changed: who is behind more of them says nothing. */
const MOST_NAMED = 8
const MOST_CHANGED = 8
/** Where the packages stand that a build cannot get. */
const PACKAGE_LISTS = ['package.json', 'package-lock.json']

export function buildFacts({ plan, failure }: ReleaseRun): BuildEvidence {
  return { service: plan.service, release: plan.release.version, log: failure?.logTail ?? '' }
}

/** What triage goes by: the failure, who last changed what it is about, and how the service's earlier runs went. */
export async function triageFacts(
  run: ReleaseRun,
  { clock, documents, source }: FailureFactsParts,
): Promise<TriageEvidence> {
  const { plan, task, failure } = run
  const [blame, recent] = await Promise.all([
    inTime(clock, lastAuthors(run, source)),
    documents.list(runs, { labels: ['ended', ...placeLabels(run)], limit: EARLIER_RUNS + 1 }),
  ])
  return {
    run: {
      task,
      kind: plan.kind,
      service: plan.service,
      ...(plan.kind !== 'build' && { environment: plan.environment }),
      release: plan.release.version,
      ...(failure?.step !== undefined && { step: failure.step }),
      reason: failure?.reason ?? 'It failed without giving a reason.',
      ...(failure?.logTail !== undefined && { logTail: failure.logTail }),
    },
    ...(blame ? blame.length > 0 && { blame } : { blameUnknown: true }),
    recent: recent.filter((other) => other.task !== task && other.plan.kind === plan.kind).flatMap(earlier),
  }
}

/** Everybody in the thread reads what comes of it, so that nothing of another environment may go into it. */
function placeLabels({ plan }: ReleaseRun): readonly string[] {
  const { service } = plan
  const { environment } = whereOf({ plan })
  const label = serviceLabel(service)
  return environment === undefined ? ['build', label] : ['deployment', label, environmentLabel(environment)]
}

async function lastAuthors(run: ReleaseRun, source: FailureFactsParts['source']): Promise<readonly Blame[]> {
  const { service, release } = run.plan
  const found = await source.lastAuthors(service, release.sha, await pathsOf(run, source))
  // Whoever commits chooses the name, which then stands in a sentence of ours.
  return found.map(({ sha, author, ...rest }) => ({ ...rest, author: plainSentence(author), commit: sha }))
}

async function pathsOf(run: ReleaseRun, source: FailureFactsParts['source']): Promise<readonly string[]> {
  const named = failingPaths(run.failure?.logTail ?? '').slice(0, MOST_NAMED)
  const { service, release } = run.plan
  const from = targetOf(run)?.from
  const changes = from && (await source.changesBetween(service, from.sha, release.sha).catch(() => undefined))
  const changed = (changes ?? []).slice(0, MOST_CHANGED).map(({ path }) => path)
  return [...new Set([...named, ...changed, ...PACKAGE_LISTS])]
}

function earlier({ task, plan, state, failure }: Run): TriageEvidence['recent'] {
  if (!isReleasePlan(plan) || (state !== 'succeeded' && state !== 'failed' && state !== 'cancelled')) return []
  const { environment } = whereOf({ plan })
  const place = environment === undefined ? {} : { environment }
  const why = failure && state === 'failed' ? { reason: failure.reason } : {}
  return [{ task, kind: plan.kind, ...place, release: plan.release.version, outcome: state, ...why }]
}
