import { environmentKey } from '../../src/domain/environment.ts'
import type { Place } from '../../src/domain/place.ts'
import { environments, runs } from '../../src/domain/projections.ts'
import type { Release } from '../../src/domain/release.ts'
import type { Run } from '../../src/domain/run.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Documents } from '../../src/ports/event-store.ts'
import type { HealthProbe } from '../../src/ports/health-probe.ts'
import { textsIn } from '../../src/texts/texts-in.ts'
import type { Assignment } from './step-worker.ts'

export interface CheckHealthParts {
  readonly probe: HealthProbe
  readonly store: Documents
  readonly clock: Pick<Clock, 'now'>
}

/** How long a target may be away where the step has no `timeout`. */
const PATIENCE_MS = 5 * 60_000
const SOONEST_MS = 2_000
const LATEST_MS = 15_000

/** Fails unless what is live there is healthy. A target that is away for a while is asked again until the time is up. */
export async function checkHealth(
  { probe, clock, store }: CheckHealthParts,
  { run, step, signal }: Pick<Assignment, 'run' | 'step' | 'signal'>,
  given: { readonly service: string; readonly environment: string; readonly sha?: string },
): Promise<StepOutcome> {
  const values = valuesOf(run, step.id)
  const [service, environment] = [fill(given.service, values), fill(given.environment, values)]
  if (signal.aborted) return { kind: 'cancelled' }
  const health = await probe.health(service, environment)
  const nextStep = `Look at ${service} on ${environment}, then say “retry ${run.task}”.`
  switch (health.state) {
    case 'healthy': {
      const against = given.sha && (await saysAgainst({ service, environment }, given.sha, health.release, store, run))
      if (against) return { kind: 'failed', reason: against, nextStep }
      return { kind: 'done', outputs: { version: health.release.version, sha: health.release.sha } }
    }
    case 'unhealthy':
      return { kind: 'failed', reason: health.sentence, nextStep }
    case 'nothing-deployed':
      return { kind: 'failed', reason: `Nothing is running on ${environment}.`, nextStep }
    case 'unknown': {
      const now = clock.now().getTime()
      const since = Date.parse(run.progress?.started[step.id] ?? clock.now().toISOString())
      const end = since + (step.own?.timeoutMs ?? PATIENCE_MS)
      if (!health.mayPass || now >= end) return { kind: 'failed', reason: health.sentence, nextStep }
      const until = Math.min(end, now + Math.min(Math.max((now - since) / 5, SOONEST_MS), LATEST_MS))
      const last = new Date(end).toISOString().slice(11, 16)
      return {
        kind: 'paused',
        until: new Date(until).toISOString(),
        seen: `${health.sentence} Shipmate keeps asking until ${last} UTC.`,
      }
    }
  }
}

/** Why a release goes no further from there, though what serves is healthy: it is another one, or users get errors from it. */
async function saysAgainst(
  { service, environment }: Place,
  sha: string,
  serves: Release,
  documents: Documents,
  { language }: Run,
): Promise<string | undefined> {
  const { rings } = textsIn(language)
  const place = { service, environment, version: serves.version }
  if (serves.sha !== sha) return rings.another(place)
  const task = (await documents.get(environments, environmentKey(service, environment)))?.current?.task
  const verdict = task && (await documents.get(runs, task))?.health?.verdict
  return verdict === 'roll-back' ? rings.advisedBack(place) : undefined
}
