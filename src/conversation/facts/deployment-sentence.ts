import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { Run } from '../../domain/run.ts'
import { nameOf } from '../../queries/names.ts'
import type { FactOf, Telling } from './fact.ts'
import { timeOf } from './time-of.ts'

/** A task that puts a release into service, forwards or back. */
export type Deployment = Run & { readonly plan: DeployPlan }

/** Who approved or deployed it, or when, as a sentence that begins with that. */
export async function deploymentSentence(
  asks: FactOf<'deployment'>['asks'],
  run: Deployment,
  { scope, now }: Pick<Telling, 'scope' | 'now'>,
): Promise<string> {
  const who = await nameOf(scope.store, run.by)
  const { plan } = run
  const place = `${plan.service} in ${plan.environment}`
  const asked = timeOf(run.requestedAt, now)
  switch (asks) {
    case 'approver': {
      const what =
        plan.kind === 'rollback'
          ? `the rollback of ${place} to ${plan.release.version}`
          : `${plan.release.version} of ${place}`
      return run.approved === undefined
        ? `Nobody had to approve ${what}: ${who} started it at ${asked}.`
        : `${who} approved ${what}, at ${asked}.`
    }
    case 'deployer':
      return `${who} ${deedOf(run)}, at ${asked}${endOf(run)}.`
    case 'moment': {
      const what = `${plan.release.version} of ${plan.service}`
      return run.state === 'succeeded'
        ? `${what} went live in ${plan.environment} at ${timeOf(run.endedAt ?? run.requestedAt, now)}; ${who} deployed it.`
        : `${what} did not go live in ${plan.environment}: ${who} ${deedOf(run)}, at ${asked}${endOf(run)}.`
    }
  }
}

function deedOf({ plan, state }: Deployment): string {
  const { service, environment, release } = plan
  if (plan.kind === 'rollback')
    return state === 'succeeded'
      ? `rolled back ${service} in ${environment} to ${release.version}`
      : `started the rollback of ${service} in ${environment} to ${release.version}`
  return state === 'succeeded'
    ? `deployed ${release.version} of ${service} to ${environment}`
    : `started the deploy of ${release.version} of ${service} to ${environment}`
}

function endOf({ state }: Deployment): string {
  switch (state) {
    case 'succeeded':
      return ''
    case 'failed':
      return '; it failed'
    case 'cancelled':
      return '; it was cancelled'
    case 'queued':
    case 'running':
      return '; it is not over yet'
  }
}
