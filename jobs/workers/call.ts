import { environmentKey } from '../../src/domain/environment.ts'
import type { Place } from '../../src/domain/place.ts'
import { environments, runs } from '../../src/domain/projections.ts'
import type { Release } from '../../src/domain/release.ts'
import type { Run } from '../../src/domain/run.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { Documents } from '../../src/ports/event-store.ts'
import type { HealthProbe } from '../../src/ports/health-probe.ts'
import { textsIn } from '../../src/texts/texts-in.ts'
import { type AgentParts, askAgent } from './ask-agent.ts'
import { type HttpParts, httpCall } from './http-call.ts'
import { type StartOperationParts, startOperation } from './start-operation.ts'
import { type StartTaskParts, startTask } from './start-task.ts'
import type { Assignment, StepWorker } from './step-worker.ts'

export interface CallParts extends StartTaskParts, AgentParts, HttpParts {
  readonly delivery: StartTaskParts['delivery'] & StartOperationParts['delivery']
  readonly probe: HealthProbe
}

/** Does the steps of a team's own workflows that ask others: another task, an address, an agent, what serves. */
export function createCallWorker(parts: CallParts): StepWorker {
  return async (assignment) => {
    const { run, step } = assignment
    const { own, id } = step
    switch (own?.uses) {
      case 'build':
      case 'deploy':
      case 'rollback':
        return startTask(parts, assignment, own)
      case 'restart':
      case 'scale':
        return startOperation(parts, assignment, own)
      case 'http':
        return httpCall(parts, assignment, own)
      case 'agent':
        return askAgent(parts, assignment, own)
      case 'health':
        return checkHealth(parts, assignment, own.with)
      default:
        throw new Error(`${id} of ${run.task} asks nobody`)
    }
  }
}

async function checkHealth(
  { probe, store }: Pick<CallParts, 'probe' | 'store'>,
  { run, step }: Assignment,
  given: { readonly service: string; readonly environment: string; readonly sha?: string },
): Promise<StepOutcome> {
  const values = valuesOf(run, step.id)
  const [service, environment] = [fill(given.service, values), fill(given.environment, values)]
  const health = await probe.health(service, environment)
  const nextStep = `Look at ${service} on ${environment}, then say “retry ${run.task}”.`
  switch (health.state) {
    case 'healthy': {
      const against = given.sha && (await saysAgainst({ service, environment }, given.sha, health.release, store, run))
      if (against) return { kind: 'failed', reason: against, nextStep }
      return { kind: 'done', outputs: { version: health.release.version, sha: health.release.sha } }
    }
    case 'unknown':
    case 'unhealthy':
      return { kind: 'failed', reason: health.sentence, nextStep }
    case 'nothing-deployed':
      return { kind: 'failed', reason: `Nothing is running on ${environment}.`, nextStep }
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
