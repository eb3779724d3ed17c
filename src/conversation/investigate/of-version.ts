import { isReleasePlan } from '../../domain/plan.ts'
import type { Run } from '../../domain/run.ts'

/** Whether a task is about this version; “1.2.0” is v1.2.0. */
export function isOfVersion({ plan }: Pick<Run, 'plan'>, version: string): boolean {
  return isReleasePlan(plan) && [plan.release.version, plan.ref].some((name) => bare(name) === bare(version))
}

const bare = (version: string): string => version.toLowerCase().replace(/^v/, '')
