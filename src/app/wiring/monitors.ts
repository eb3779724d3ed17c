import { environmentKey } from '../../domain/environment.ts'
import type { StepKind, Workflows } from '../../domain/workflow.ts'
import { startDriftMonitor, type WatchedRings } from '../../monitors/drift-monitor.ts'
import { startFailureAnalyzer } from '../../monitors/failure-analyzer.ts'
import { startReleaseMonitor } from '../../monitors/release-monitor.ts'
import { startWorkerAvailability } from '../../monitors/worker-availability.ts'
import type { Bus } from '../../ports/bus.ts'
import type { WorkerRegistry } from '../../ports/worker-registry.ts'
import { observeDevices } from '../../queries/observe-devices.ts'
import { ringsOf } from '../../queries/ring-before.ts'
import type { Loop } from '../../runtime/loop.ts'
import type { FaultIn } from './faults.ts'
import { driftJudge, failureJudge, type JudgingParts, releaseJudge } from './judges.ts'
import { newId } from './new-id.ts'

export interface MonitorParts extends JudgingParts {
  readonly registry: WorkerRegistry
  readonly bus: Bus
  readonly workflows: Workflows
  readonly faultIn: FaultIn
}

/** Everything that looks on and judges: failures, releases that serve, drift, and whether somebody takes the steps. */
export function startMonitors(parts: MonitorParts, ownKinds: readonly StepKind[]): readonly Loop[] {
  const { store, clock, delivery, settings, registry, bus, workflows, faultIn } = parts
  const following = (name: string) => ({ log: store, clock, onError: faultIn(name) })
  const places = settings.services.flatMap(({ id, environments }) =>
    environments.map((environment) => environmentKey(id, environment)),
  )
  return [
    startWorkerAvailability({ ...following('worker-availability'), registry, bus, workflows, own: ownKinds }),
    startFailureAnalyzer({ ...following('failure-analyzer'), judge: failureJudge(parts) }),
    startReleaseMonitor({
      ...following('release-monitor'),
      judge: releaseJudge(parts),
      traffic: delivery,
      ...{ places, newId },
    }),
    startDriftMonitor({
      ...following('drift-monitor'),
      judge: driftJudge(parts),
      devices: watchedRings(parts),
      ...{ delivery, places, newId },
    }),
  ]
}

function watchedRings({
  devices,
  settings,
  clock,
  store: log,
  delivery,
  workflows,
}: MonitorParts): WatchedRings | undefined {
  if (!devices) return undefined
  const { policy } = devices
  return {
    rings: ringsOf(settings).map(({ service, environment }) => environmentKey(service, environment)),
    source: { look: (place) => observeDevices(place, devices, clock.now()) },
    repairs: { log, clock, policy, workflows, settings, recipes: delivery },
  }
}
