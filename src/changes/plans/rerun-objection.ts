import { type EnvironmentState, environmentKey } from '../../domain/environment.ts'
import type { Rerun } from '../../domain/failed-jobs.ts'
import type { Whereabouts } from '../../domain/place.ts'
import { whereOf } from '../../domain/plan.ts'
import { environments, rerunLabel, runs } from '../../domain/projections.ts'
import { isUntried } from '../../domain/rerun.ts'
import type { Documents } from '../../ports/event-store.ts'
import type { Texts } from '../../texts/texts.ts'

/** Why the failed jobs of a task are not run again, as a sentence: something is live since, or it was done already. */
export async function rerunObjection(
  { task, run, attempt }: Rerun,
  { service, environment }: Whereabouts,
  documents: Documents,
  { workflows: { retry } }: Texts,
): Promise<string | undefined> {
  const [failed, live, again] = await Promise.all([
    documents.get(runs, task),
    service !== undefined && environment !== undefined
      ? documents.get(environments, environmentKey(service, environment))
      : undefined,
    documents.list(runs, { labels: [rerunLabel(run, attempt)] }),
  ])
  const since = failed?.endedAt
  if (live?.current && environment !== undefined && isSince(live.current, since))
    return retry.liveSince({ task, environment, version: live.current.release.version })
  const other = again.find((one) => !isUntried(one) && whereOf(one).environment === environment)
  return other && retry.runAgain({ task, by: other.task })
}

const isSince = ({ at }: NonNullable<EnvironmentState['current']>, since: string | undefined): boolean =>
  since !== undefined && Date.parse(at) > Date.parse(since)
