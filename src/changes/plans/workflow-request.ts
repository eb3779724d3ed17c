import type { EnvironmentId, ServiceId } from '../../domain/ids.ts'
import type { Continued } from '../../domain/plans/workflow.ts'
import type { WorkflowDefinition } from '../../domain/workflows/definition.ts'
import type { Several } from '../../domain/workflows/several.ts'

export interface WorkflowRequest {
  readonly kind: 'workflow'
  readonly definition: WorkflowDefinition
  readonly inputs: Readonly<Record<string, string>>
  readonly service?: ServiceId
  readonly environment?: EnvironmentId
  readonly continues?: Continued
  /** It is no workflow of the team, but several deployments in one request. */
  readonly several?: Several
}
