import { z } from 'zod'
import { type EnvironmentState, environmentKey } from '../domain/environment.ts'
import type { Place } from '../domain/place.ts'
import { environments } from '../domain/projections.ts'
import { releaseName } from '../domain/release.ts'
import { visiblePlaces } from '../queries/visible-places.ts'
import { type Evidence, moment } from './evidence.ts'
import { defineTool, name } from './tool.ts'

const RIGHT = 'deploy.status'

export const checkStatus = defineTool({
  name: 'check_status',
  description: 'Which version is live where, since when and by which task, and which one was live before it.',
  effect: 'read',
  permission: RIGHT,
  input: z.strictObject({ service: name.optional(), environment: name.optional() }),
  async run(where, scope) {
    const places = await visiblePlaces(scope, where, RIGHT)
    if (places.length === 0)
      return { kind: 'nothing', sentence: 'That place does not exist, or this person may not see it.' }
    const live = await Promise.all(
      places.map(async (place) => ({
        place,
        state: await scope.store.get(environments, environmentKey(place.service, place.environment)),
      })),
    )
    return {
      kind: 'found',
      facts: {
        live: live.map(({ place, state }) => ({
          id: liveId(place),
          ...place,
          version: state?.current?.release.version ?? 'nothing',
          ...(state?.current && { since: state.current.at, task: state.current.task }),
          ...(state?.previous && { before: state.previous.release.version }),
          ...(state?.holder && { changing: state.holder }),
        })),
      },
      evidence: live.map(({ place, state }) => ofLive(place, state)),
    }
  },
})

const liveId = ({ service, environment }: Place): string => `live ${service}/${environment}`

export function ofLive(place: Place, state: EnvironmentState | undefined): Evidence {
  const current = state?.current
  const says = current
    ? `${releaseName(current.release)} since ${moment(current.at)} (${current.task})`
    : 'nothing deployed'
  return { id: liveId(place), says }
}
