import { type ChangeEvidence, evidenceHash } from '../../domain/change-evidence.ts'
import { type ChangeRequest, changeStream } from '../../domain/change-request.ts'
import { isOfChange } from '../../domain/event-kinds.ts'
import { changeFrom } from '../../domain/histories.ts'
import type { ServiceId, Sha } from '../../domain/ids.ts'
import { isOperation, releaseOf, targetOf, whereOf } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import { changes, drifts, runs, serviceLabel, UNGATHERED } from '../../domain/projections.ts'
import type { Health, Release } from '../../domain/release.ts'
import type { Run } from '../../domain/run.ts'
import { objectiveAt } from '../../domain/settings.ts'
import type { TrafficHistory } from '../../ports/traffic-history.ts'
import { budgetAt } from '../../queries/budget-at.ts'
import { correlationOf } from '../../queries/correlation.ts'
import { testOf } from '../../queries/test-of.ts'
import { startLogLoop } from '../../runtime/log-loop.ts'
import type { Loop } from '../../runtime/loop.ts'
import { transact } from '../../runtime/transact.ts'
import { judgedAs } from '../judged-as.ts'
import type { ChangeParts } from '../parts.ts'

export interface EvidenceParts extends Pick<ChangeParts, 'store' | 'clock' | 'settings'> {
  readonly delivery: ChangeParts['delivery'] & TrafficHistory
  readonly onError: (error: unknown) => void
}

/** Before evidence that could not be gathered is tried again. */
const RETRY_MS = 5_000
const MOST_FILES = 3
const RUNS_LOOKED_AT = 50

/** Gathers, beside everything else, what people should know before they decide on a change. */
export function startGatheringEvidence(parts: EvidenceParts): Loop {
  const { store, clock, onError } = parts
  const round = async (): Promise<Date | undefined> => {
    const waiting = await store.list(changes, { labels: [UNGATHERED] })
    // One that cannot be looked into must not hold up the others.
    const gathered = await Promise.allSettled(waiting.map((change) => gather(parts, change)))
    const faults = gathered.filter((one) => one.status === 'rejected')
    for (const { reason } of faults) onError(reason)
    return faults.length > 0 ? new Date(clock.now().getTime() + RETRY_MS) : undefined
  }
  return startLogLoop(store, { clock, round, onError }, isOfChange)
}

async function gather(parts: EvidenceParts, { change, planHash, plan }: ChangeRequest): Promise<void> {
  const { store, clock } = parts
  const evidence = await evidenceOn(parts, change, plan)
  const stream = changeStream(change)
  const cause = { correlationId: await correlationOf(store, stream), actor: 'evidence' }
  await transact(store, cause, clock.now(), async (transaction) => {
    const present = changeFrom(await transaction.read(stream))
    if (present?.state.kind !== 'pending' || present.evidence || present.planHash !== planHash) return
    const hash = evidenceHash(evidence)
    transaction.append(stream, { type: 'change.evidence.gathered', change, planHash, evidence, hash })
  })
}

async function evidenceOn(
  parts: EvidenceParts,
  change: ChangeRequest['change'],
  plan: ChangeRequest['plan'],
): Promise<ChangeEvidence> {
  const { service = '' } = whereOf({ plan })
  const target = plan.kind === 'rollback' ? plan : await judgedAs(plan, parts.store)
  const [open, ofTarget] = await Promise.all([
    openOn(parts, change, service),
    target ? evidenceOfTarget(parts, target) : evidenceOfPlace(parts, plan),
  ])
  return { ...ofTarget, open }
}

/** Of what is done to what runs, how that does is all there is to know. */
async function evidenceOfPlace(
  { delivery }: EvidenceParts,
  plan: ChangeRequest['plan'],
): Promise<Omit<ChangeEvidence, 'open'>> {
  const none = { commits: [], commitCount: 0 }
  return isOperation(plan) ? { ...none, health: seen(await delivery.health(plan.service, plan.environment)) } : none
}

const seen = (health: Health): ChangeEvidence['health'] & object => ({
  state: health.state,
  ...('sentence' in health && { complaint: health.sentence }),
})

async function evidenceOfTarget(parts: EvidenceParts, target: DeployPlan): Promise<Omit<ChangeEvidence, 'open'>> {
  const { delivery, settings, clock } = parts
  const { service, environment, release, from, commits, commitCount } = target
  const objective = objectiveAt(settings, service, environment)
  const [files, ofCommit, health, budget] = await Promise.all([
    from ? delivery.changesBetween(service, from.sha, release.sha) : undefined,
    madeOf(parts, service, release),
    delivery.health(service, environment),
    objective && budgetAt(target, objective, delivery, clock.now()),
  ])
  const isTold = budget?.budget.kind === 'told'
  return {
    commits,
    commitCount,
    ...(files && { diff: diffOf(files) }),
    ...ofCommit,
    health: seen(health),
    ...(isTold && budget.budget.kind === 'told' && { budgetLeft: budget.budget.left }),
  }
}

function diffOf(
  files: NonNullable<Awaited<ReturnType<ChangeParts['delivery']['changesBetween']>>>,
): NonNullable<ChangeEvidence['diff']> {
  const sum = (of: 'added' | 'removed'): number => files.reduce((all, file) => all + file[of], 0)
  const byExtent = files.toSorted((one, other) => other.added + other.removed - one.added - one.removed)
  return {
    files: files.length,
    added: sum('added'),
    removed: sum('removed'),
    most: byExtent.slice(0, MOST_FILES).map(({ path }) => path),
  }
}

/** The last build and the last test run of exactly this commit, by a task of any kind. */
async function madeOf(
  { store }: EvidenceParts,
  service: ServiceId,
  release: Release,
): Promise<Pick<ChangeEvidence, 'build' | 'test'>> {
  const found = await store.list(runs, { labels: [serviceLabel(service)], limit: RUNS_LOOKED_AT })
  const [build, test] = [buildOf(found, release.sha), testOf(found, service, release)]
  return { ...(build && { build }), ...(test && { test }) }
}

function buildOf(found: readonly Run[], sha: Sha): ChangeEvidence['build'] {
  const built = found.find((run) => releaseOf(run)?.sha === sha && run.steps.build !== undefined)
  if (!built) return undefined
  const { task, steps } = built
  if (steps.build === 'done') return { task, outcome: 'passed' }
  return { task, outcome: steps.build === 'failed' ? 'failed' : 'running' }
}

/** What else is open on the service: people decide better on one thing at a time. */
async function openOn(
  { store }: EvidenceParts,
  change: ChangeRequest['change'],
  service: ServiceId,
): Promise<ChangeEvidence['open']> {
  const labels = [serviceLabel(service)]
  const [drifted, pending, active] = await Promise.all([
    store.list(drifts, { labels: ['open', ...labels] }),
    store.list(changes, { labels: ['pending', ...labels] }),
    store.list(runs, { labels: ['active', ...labels] }),
  ])
  return {
    drifts: drifted.map(({ environment }) => environment),
    changes: pending.filter((one) => one.change !== change).map((one) => one.change),
    tasks: active.filter((run) => targetOf(run) !== undefined).map(({ task }) => task),
  }
}
