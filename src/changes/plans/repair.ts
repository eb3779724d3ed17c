import type { EnvironmentId, ServiceId } from '../../domain/ids.ts'
import { deviceLabel, drifts, runs, serviceLabel } from '../../domain/projections.ts'
import { repairActionFor } from '../../domain/repair-policy.ts'
import type { Texts } from '../../texts/texts.ts'
import { type PlanParts, type PlanResult, problem, stopped } from './planned.ts'

/** Has one service on one device put right. */
export interface RepairRequest {
  readonly kind: 'repair'
  readonly service: ServiceId
  /** The ring of the device. */
  readonly environment: EnvironmentId
  readonly device: string
}

/** Planned from the drift that is open now: where there is none any more, there is nothing to put right. */
export async function planRepair(
  { kind, service, environment, device }: RepairRequest,
  { store, delivery }: PlanParts,
  { plans }: Texts,
): Promise<PlanResult> {
  const open = await store.list(drifts, { labels: ['open', deviceLabel(device), serviceLabel(service)] })
  const drift = open.find((one) => one.environment === environment)
  if (!drift) return problem(plans.problem.inOrder({ device, service }))
  const action = repairActionFor(drift.kind)
  if (!action) return problem(plans.problem.noRepair({ device, service }))
  const other = (await store.list(runs, { labels: ['active', 'repair', deviceLabel(device)] })).find(
    ({ plan }) => plan.kind === 'repair' && plan.service !== service,
  )
  if (other) return stopped(plans.problem.deviceBusy({ device, task: other.task }))
  const { expected } = drift
  return {
    kind: 'plan',
    plan: {
      ...{ kind, service, environment, device, action },
      drift: drift.drift,
      ref: expected.version,
      release: expected,
      recipe: delivery.recipe(service, environment),
    },
  }
}
