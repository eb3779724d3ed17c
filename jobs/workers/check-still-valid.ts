import type { Permissions } from '../../src/access/permissions.ts'
import { accessFor } from '../../src/access/plan-access.ts'
import { environmentKey } from '../../src/domain/environment.ts'
import { BotError } from '../../src/domain/errors.ts'
import { planHash, targetOf } from '../../src/domain/plan.ts'
import { environments } from '../../src/domain/projections.ts'
import type { Failure, Run } from '../../src/domain/run.ts'
import type { Documents } from '../../src/ports/event-store.ts'
import type { Recipes } from '../../src/ports/recipes.ts'

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
  const { by, groups, plan } = run
  const access = await permissions.decide({ user: by, groups }, accessFor(plan))
  if (access.kind === 'refused' && access.inDoubt) throw new GroupsUnknownError(access.sentence)
  if (access.kind === 'refused') {
    return { reason: access.sentence, nextStep: 'Ask somebody who may, or request the permission.' }
  }
  return outdated(run, documents, source)
}

/** What was confirmed is checked once more, against what serves and how the service is delivered now. */
async function outdated(run: Run, documents: Documents, source: Recipes): Promise<Failure | undefined> {
  const plan = targetOf(run)
  if (!plan || run.approved === undefined) return undefined
  const live = await documents.get(environments, environmentKey(plan.service, plan.environment))
  const from = live?.current?.release
  const { from: _, ...rest } = plan
  if (planHash({ ...rest, recipe: source.recipe(plan.service), ...(from && { from }) }) === run.approved)
    return undefined
  const reason =
    from?.sha === plan.from?.sha
      ? `The configuration of ${plan.service} (build, start or health check) has changed since this was confirmed.`
      : `${plan.environment} has changed since this was confirmed: ${from?.version ?? 'nothing'} is live now, not ${plan.from?.version ?? 'nothing'}.`
  return { reason, nextStep: 'Ask again to see the current plan.' }
}

/** Thrown when a person's groups, and so their right, cannot be looked up. Nothing was started; safe to try again. */
export class GroupsUnknownError extends BotError {
  override readonly name = 'GroupsUnknownError'
  readonly code = 'groups_unknown'
  readonly userMessage = 'I cannot look up your groups; I will continue as soon as the chat platform answers.'
}
