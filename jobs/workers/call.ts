import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { HealthProbe } from '../../src/ports/health-probe.ts'
import { type AgentParts, askAgent } from './ask-agent.ts'
import { ciStep } from './ci-step.ts'
import type { CiParts } from './ci-undertaking.ts'
import { type HttpParts, httpCall } from './http-call.ts'
import { type StartOperationParts, startOperation } from './start-operation.ts'
import { type StartTaskParts, startTask } from './start-task.ts'
import type { Assignment, StepWorker } from './step-worker.ts'

export interface CallParts extends StartTaskParts, AgentParts, HttpParts, CiParts {
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
        return checkHealth(parts.probe, assignment, own.with)
      case 'github-actions':
      case 'gitlab-pipeline':
      case 'jenkins':
        return ciStep(parts, assignment, own)
      default:
        throw new Error(`${id} of ${run.task} asks nobody`)
    }
  }
}

async function checkHealth(
  probe: HealthProbe,
  { run, step }: Assignment,
  given: { readonly service: string; readonly environment: string },
): Promise<StepOutcome> {
  const values = valuesOf(run, step.id)
  const [service, environment] = [fill(given.service, values), fill(given.environment, values)]
  const health = await probe.health(service, environment)
  const nextStep = `Look at ${service} on ${environment}, then say “retry ${run.task}”.`
  switch (health.state) {
    case 'healthy':
      return { kind: 'done', outputs: { version: health.release.version, sha: health.release.sha } }
    case 'unknown':
    case 'unhealthy':
      return { kind: 'failed', reason: health.sentence, nextStep }
    case 'nothing-deployed':
      return { kind: 'failed', reason: `Nothing is running on ${environment}.`, nextStep }
  }
}
