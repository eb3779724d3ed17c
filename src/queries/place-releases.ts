import { environmentKey, type LiveRelease } from '../domain/environment.ts'
import { targetOf } from '../domain/plan.ts'
import { environments, runs } from '../domain/projections.ts'
import type { Documents } from '../ports/event-store.ts'
import type { PlaceRelease, PlaceReleases } from '../ports/place-releases.ts'

/** What serves at a place, what served before it, and what a task brings there now, as the log has it. */
export function placeReleasesIn(documents: Documents): PlaceReleases {
  return async (service, environment) => {
    const place = await documents.get(environments, environmentKey(service, environment))
    if (!place) return []
    const live = [place.previous, place.current].flatMap((one) => (one ? [asServed(one)] : []))
    const run = place.holder === undefined ? undefined : await documents.get(runs, place.holder)
    const target = run && targetOf(run)
    if (!run || !target || live.some(({ task }) => task === run.task)) return live
    const { version, sha } = target.release
    return [...live, { task: run.task, version, sha, since: run.startedAt ?? run.requestedAt }]
  }
}

function asServed({ task, release: { version, sha }, at }: LiveRelease): PlaceRelease {
  return { task, version, sha, since: at }
}
