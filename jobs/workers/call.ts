import type { HealthProbe } from '../../src/ports/health-probe.ts'
import { type AgentParts, askAgent } from './ask-agent.ts'
import { checkHealth } from './check-health.ts'
import { ciStep } from './ci-step.ts'
import type { CiParts } from './ci-undertaking.ts'
import { type HttpParts, httpCall } from './http-call.ts'
import { type StartOperationParts, startOperation } from './start-operation.ts'
import { type StartTaskParts, startTask } from './start-task.ts'
import type { StepWorker } from './step-worker.ts'

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
        return checkHealth(parts, assignment, own.with)
      case 'github-actions':
      case 'gitlab-pipeline':
      case 'jenkins':
        return ciStep(parts, assignment, own)
      default:
        throw new Error(`${id} of ${run.task} asks nobody`)
    }
  }
}
