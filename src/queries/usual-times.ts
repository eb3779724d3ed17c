import { whereOf } from '../domain/plan.ts'
import { environmentLabel, runs, serviceLabel, workflowLabel } from '../domain/projections.ts'
import { hasEnded, type Run, timesOf } from '../domain/run.ts'
import { takenMs } from '../domain/step-times.ts'
import type { Documents } from '../ports/event-store.ts'

/** What was usual long ago tells nothing of now. */
const RUNS_COUNTED = 10
/** Fewer tell nothing of what is usual. */
const ENOUGH_RUNS = 3

/** How long each step and phase usually takes, in milliseconds. */
export type UsualTimes = ReadonlyMap<string, number>

/**
 * The middle of what each step and phase took in the last successful runs of the same workflow, service and environment.
 * Empty where there are too few of them, and for a run that is over.
 */
export async function usualTimes(documents: Documents, run: Run): Promise<UsualTimes> {
  if (hasEnded(run)) return new Map()
  const { service, environment } = whereOf(run)
  const labels = [
    'succeeded',
    ...(run.plan.kind === 'workflow' ? [workflowLabel(run.plan.definition.id)] : []),
    ...(service === undefined ? [] : [serviceLabel(service)]),
    ...(environment === undefined ? [] : [environmentLabel(environment)]),
  ]
  const earlier = await documents.list(runs, { labels, limit: RUNS_COUNTED })
  return middles(earlier.filter(({ task, plan }) => task !== run.task && plan.kind === run.plan.kind))
}

function middles(earlier: readonly Run[]): UsualTimes {
  const taken = new Map<string, number[]>()
  for (const run of earlier) {
    for (const [name, time] of Object.entries(timesOf(run))) {
      const ms = takenMs(time)
      if (ms !== undefined) taken.set(name, [...(taken.get(name) ?? []), ms])
    }
  }
  const enough = [...taken].filter(([, all]) => all.length >= ENOUGH_RUNS)
  return new Map(enough.map(([name, all]) => [name, all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0]))
}
