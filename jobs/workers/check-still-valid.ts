import type { Permissions } from '../../src/access/permissions.ts'
import { accessFor } from '../../src/access/plan-access.ts'
import { BotError } from '../../src/domain/errors.ts'
import { isReleasePlan, planHash, planNow, targetOf } from '../../src/domain/plan.ts'
import { POLICY_ACTOR } from '../../src/domain/policy-actor.ts'
import { changes as changeRequests } from '../../src/domain/projections.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Failure } from '../../src/domain/run-events.ts'
import type { Documents } from '../../src/ports/event-store.ts'
import type { Recipes } from '../../src/ports/recipes.ts'
import { approvalsNow } from '../../src/queries/approvals-now.ts'
import { placeOf } from '../../src/queries/place-of.ts'
import type { Texts } from '../../src/texts/texts.ts'
import { textsIn } from '../../src/texts/texts-in.ts'

/**
 * Why a run must not continue, checked right before each piece of work: the person's right may have been taken away,
 * and while it waited another task may have changed what was confirmed.
 * @throws {GroupsUnknownError} when the right cannot be checked now; what was confirmed then waits and is not lost.
 */
export async function checkStillValid(
  run: Run,
  permissions: Permissions,
  documents: Documents,
  source: Recipes,
): Promise<Failure | undefined> {
  const { by, groups, language, plan } = run
  const texts = textsIn(language)
  // Nobody's right: the policy permitted it in the transaction that started it.
  if (by === POLICY_ACTOR) return undefined
  // A release is restored with a right that was given by the approval that demanded it.
  if (run.restoresFor !== undefined) return outdated(run, documents, source, texts)
  const access = await permissions.decide({ user: by, groups, language }, accessFor(plan))
  if (access.kind === 'refused' && access.inDoubt) throw new GroupsUnknownError(access.sentence)
  if (access.kind === 'refused') {
    return { reason: access.sentence, nextStep: texts.runs.stale.askSomebody }
  }
  return (await unapproved(run, permissions, documents, texts)) ?? outdated(run, documents, source, texts)
}

/** Somebody may have lost the right to approve while the task waited for its turn. */
async function unapproved(
  { change: id }: Run,
  permissions: Permissions,
  documents: Documents,
  { changes }: Texts,
): Promise<Failure | undefined> {
  const change = id ? await documents.get(changeRequests, id) : undefined
  if (!change) return undefined
  const approvals = await approvalsNow(change, change.required, permissions)
  if (approvals === 'met') return undefined
  if (approvals === 'in-doubt') throw new GroupsUnknownError(`who approved ${change.change} is not known now`)
  return { reason: changes.stale.reason(change), nextStep: changes.stale.nextStep }
}

/** What was confirmed is checked once more, against what is live and how the service is delivered now. */
async function outdated(
  run: Run,
  documents: Documents,
  source: Recipes,
  { runs: { stale }, plans: { nothing } }: Texts,
): Promise<Failure | undefined> {
  const { plan } = run
  const target = targetOf(run)
  const { current } = (target?.rerun && (await placeOf(run, documents))) ?? {}
  // Unasked too: jobs that failed must not replace what has gone live while they waited for their turn.
  if (target?.rerun && current && current.release.sha !== target.from?.sha) {
    const { environment, from } = target
    const moved = { environment, now: current.release.version, before: from?.version ?? nothing }
    return { reason: stale.place(moved), nextStep: stale.askAgain }
  }
  // A workflow runs as it was when it was confirmed.
  if (run.approved === undefined || plan.kind === 'workflow') return undefined
  const place = await placeOf(run, documents)
  const live = place?.current?.release
  const recipe = source.recipe(plan.service, plan.kind === 'build' ? undefined : plan.environment)
  if (planHash(planNow(run, live, recipe)) === run.approved) return undefined
  const isSamePlace = isReleasePlan(plan) && planHash(planNow(run, live, plan.recipe)) === run.approved
  const before = plan.kind === 'restart' ? plan.release : targetOf(run)?.from
  const reason =
    place === undefined || isSamePlace
      ? stale.configuration(plan)
      : stale.place({
          environment: place.environment,
          now: live?.version ?? nothing,
          before: before?.version ?? nothing,
        })
  return { reason, nextStep: stale.askAgain }
}

/** Thrown when a person's groups, and so their right, cannot be looked up. Nothing was started; safe to try again. */
export class GroupsUnknownError extends BotError {
  override readonly name = 'GroupsUnknownError'
  readonly code = 'groups_unknown'
  readonly userMessage = 'I cannot look up your groups; I will continue as soon as the chat platform answers.'
}
