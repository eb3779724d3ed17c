import { runs, serviceLabel } from '../../src/domain/projections.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Source } from '../../src/ports/delivery.ts'
import type { Documents } from '../../src/ports/event-store.ts'
import type { BuildEvidence } from '../agents/build/evidence.ts'
import type { TriageEvidence } from '../agents/triage/evidence.ts'
import { failingPaths } from '../agents/triage/failing-paths.ts'

export interface FailureFactsParts {
  readonly documents: Documents
  readonly source: Pick<Source, 'changesBetween' | 'lastAuthors'>
}

const EARLIER_RUNS = 10
/** So many files that the log names, and that the release changed: who is behind more of them says nothing. */
const MOST_NAMED = 8
const MOST_CHANGED = 8
/** Where the packages stand that a build cannot get. */
const PACKAGE_LISTS = ['package.json', 'package-lock.json']

export function buildFacts({ plan, failure }: Run): BuildEvidence {
  return { service: plan.service, release: plan.release.version, log: failure?.logTail ?? '' }
}

/** What triage goes by: the failure, who last changed what it is about, and how the service's earlier runs went. */
export async function triageFacts(run: Run, { documents, source }: FailureFactsParts): Promise<TriageEvidence> {
  const { plan, task, failure } = run
  const paths = await pathsOf(run, source)
  const [blame, recent] = await Promise.all([
    source.lastAuthors(plan.service, plan.release.sha, paths).catch(() => []),
    documents.list(runs, { labels: ['ended', serviceLabel(plan.service)], limit: EARLIER_RUNS + 1 }),
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
    ...(blame.length > 0 && { blame: blame.map(({ sha, ...rest }) => ({ ...rest, commit: sha })) }),
    recent: recent.filter((other) => other.task !== task).flatMap(earlier),
  }
}

async function pathsOf({ plan, failure }: Run, source: FailureFactsParts['source']): Promise<readonly string[]> {
  const named = failingPaths(failure?.logTail ?? '').slice(0, MOST_NAMED)
  const from = plan.kind === 'build' ? undefined : plan.from
  const changes = from && (await source.changesBetween(plan.service, from.sha, plan.release.sha).catch(() => undefined))
  const changed = (changes ?? []).slice(0, MOST_CHANGED).map(({ path }) => path)
  return [...new Set([...named, ...changed, ...PACKAGE_LISTS])]
}

function earlier({ task, plan, state, failure }: Run): TriageEvidence['recent'] {
  if (state !== 'succeeded' && state !== 'failed' && state !== 'cancelled') return []
  const place = plan.kind === 'build' ? {} : { environment: plan.environment }
  const why = failure && state === 'failed' ? { reason: failure.reason } : {}
  return [{ task, kind: plan.kind, ...place, release: plan.release.version, outcome: state, ...why }]
}
