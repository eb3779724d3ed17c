import { setTimeout as wait } from 'node:timers/promises'
import { nextLook } from '../../../src/domain/next-look.ts'
import { LACKING } from '../../../src/ports/abilities.ts'
import type { DeployTarget } from '../../../src/ports/delivery.ts'
import type { DeployOutcome } from '../../../src/ports/deployer.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { githubFailure } from '../../code-host/github/github-failure.ts'
import { actionsApi } from './actions-api.ts'
import { type ActionsPlace, placeName } from './actions-place.ts'
import { deployByRun } from './deploy-by-run.ts'
import type { Undertaking } from './undertaking.ts'

export interface ActionsTargetParts extends Pick<Undertaking, 'clock' | 'redact' | 'newestPosition'> {
  readonly places: readonly ActionsPlace[]
  /** Left out: the time that passes. */
  readonly wait?: Undertaking['wait']
}

/** Has workflows of GitHub Actions put releases into service. Whether it is well afterwards, GitHub does not know. */
export function createActionsTarget({ places, ...parts }: ActionsTargetParts): DeployTarget {
  const placeAt = (service: string, environment: string): ActionsPlace | undefined =>
    places.find((place) => place.service === service && place.environment === environment)
  return {
    async deploy(order, report, signal) {
      const place = placeAt(order.service, order.environment)
      if (!place)
        return failed(`${placeName(order)} is deployed by no workflow here.`, 'Add its target to the configuration.')
      return carriedOut({ wait: (ms) => wait(ms), ...parts, place, api: actionsApi(place), order, report, signal })
    },
    async canaryBlocker(service, environment) {
      return `${placeName({ service, environment })} is deployed by GitHub Actions, which has no canaries.`
    },
    async health(service, environment) {
      const place = placeAt(service, environment)
      return {
        state: 'unknown',
        sentence: `${placeName({ service, environment })} is deployed by GitHub Actions, which does not know whether it is well.`,
        ...(place?.url !== undefined && { url: place.url }),
      }
    },
    abilities: () => ({
      ...{ runsBy: 'github-actions', strategies: [] },
      ...{ restart: LACKING, scale: LACKING, logs: LACKING },
    }),
    start: async () => undefined,
    close: async () => undefined,
  }
}

/** A fault of GitHub's is waited for once there may be a run; before that nothing was changed. */
async function carriedOut(undertaking: Undertaking): Promise<DeployOutcome> {
  const { order, place, clock, signal } = undertaking
  try {
    return await deployByRun(undertaking)
  } catch (error) {
    const { status, isRateLimit } = githubFailure(error)
    const isLate = error instanceof Error && error.name === 'TimeoutError'
    if ((status === undefined && !isLate) || (signal.aborted && error === signal.reason)) throw error
    const waitedMs = order.since === undefined ? 0 : clock.now().getTime() - Date.parse(order.since)
    const mayPass = isRateLimit || status === undefined || status >= 500
    if (mayPass && order.since !== undefined && waitedMs < place.deadlineMs)
      return { kind: 'paused', until: nextLook(clock.now(), Number.POSITIVE_INFINITY) }
    const why = status === undefined ? 'does not answer' : `answers ${status}`
    return failed(
      `GitHub ${why} about the deployments of ${place.repository}.`,
      isRateLimit
        ? 'Too many requests were sent; ask again later.'
        : 'See whether GitHub works and the token may write Deployments and Actions there; then ask again.',
    )
  }
}
