import type { Run } from '../../src/domain/run.ts'

/**
 * Whether a step has changed nothing outside yet. One that is running and has reported nothing may be an attempt that was
 * stopped by a freeze or a hold, and whose process died before that was recorded.
 */
export function isUntouched({ steps, phase }: Pick<Run, 'steps' | 'phase'>, step: string): boolean {
  return steps[step] === 'requested' || (steps[step] === 'running' && phase === undefined)
}
