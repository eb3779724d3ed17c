import { isProtected } from '../../src/changes/policy.ts'
import { CODE_ACTOR, SCHEDULE_ACTOR } from '../../src/domain/policy-actor.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Failure } from '../../src/domain/run-events.ts'
import type { Settings } from '../../src/domain/settings.ts'
import { isUnapproved } from '../../src/domain/workflows/unapproved-steps.ts'
import { textsIn } from '../../src/texts/texts-in.ts'

/**
 * Why a step must not start in a run that no person confirmed: it changes a protected environment, and no approval before it
 * was given. Files are checked for that when the bot starts; this holds whatever became of an approval in the run, and for
 * environments that are protected since.
 */
export function checkApproved(run: Run, step: string, settings: Pick<Settings, 'environments'>): Failure | undefined {
  if (run.by !== SCHEDULE_ACTOR && run.by !== CODE_ACTOR) return undefined
  if (!isUnapproved(run, step, (environment) => !isProtected(settings, environment))) return undefined
  const { unapproved } = textsIn(run.language).runs.stale
  return { reason: unapproved.reason({ step }), nextStep: unapproved.nextStep({ task: run.task }) }
}
