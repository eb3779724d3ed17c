import type { StepOutcome } from '../../src/domain/run-decisions.ts'

/** For work that was confirmed before the configuration of its place changed. */
export async function noLongerAble(service: string, environment: string): Promise<StepOutcome> {
  return {
    kind: 'failed',
    reason: `What ${service} runs by on ${environment} has changed since this was confirmed, and cannot do it. Nothing was changed.`,
    nextStep: 'Look at the configuration, then ask again.',
  }
}
