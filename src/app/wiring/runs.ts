import { agentList } from '../../../jobs/agents/agent-list.ts'
import { createBuildWorker } from '../../../jobs/workers/build.ts'
import { createCallWorker } from '../../../jobs/workers/call.ts'
import { type Cancellations, watchCancellations } from '../../../jobs/workers/cancellations.ts'
import { checkApproved } from '../../../jobs/workers/check-approved.ts'
import { checkGates } from '../../../jobs/workers/check-gates.ts'
import { checkNewHold } from '../../../jobs/workers/check-new-hold.ts'
import { checkRingOrder } from '../../../jobs/workers/check-ring-order.ts'
import { checkStillValid } from '../../../jobs/workers/check-still-valid.ts'
import { type CiBuildParts, withCiBuilds } from '../../../jobs/workers/ci-build.ts'
import { createCommandWorker, type Secrets } from '../../../jobs/workers/command.ts'
import { createDeployWorker } from '../../../jobs/workers/deploy.ts'
import { performStep } from '../../../jobs/workers/perform-step.ts'
import { createRepairWorker, withoutInventory } from '../../../jobs/workers/repair.ts'
import { createRestartWorker } from '../../../jobs/workers/restart.ts'
import type { CheckStillValid } from '../../../jobs/workers/run-prechecks.ts'
import { createScaleWorker } from '../../../jobs/workers/scale.ts'
import type { StepWorker } from '../../../jobs/workers/step-worker.ts'
import { createTestWorker } from '../../../jobs/workers/test-release.ts'
import type { Permissions } from '../../access/permissions.ts'
import type { RunPlan } from '../../domain/plan.ts'
import type { StepKind, Workflows } from '../../domain/workflow.ts'
import { type Self, startWorkerHeartbeat, type WorkerHeartbeat } from '../../monitors/worker-heartbeat.ts'
import type { Bus } from '../../ports/bus.ts'
import type { CiRunner } from '../../ports/ci-runner.ts'
import type { CommandNotes, CommandRunner } from '../../ports/command-runner.ts'
import type { HttpCaller } from '../../ports/http-caller.ts'
import type { JobQueue, Work } from '../../ports/job-queue.ts'
import { noTracing, type Tracing } from '../../ports/tracing.ts'
import type { WorkerRegistry } from '../../ports/worker-registry.ts'
import { startAwaitedEvents } from '../../runs/awaited-events.ts'
import { startCancelAwaited } from '../../runs/cancel-awaited.ts'
import { redispatchOpenSteps, startDispatcher } from '../../runs/dispatcher.ts'
import { startForgettingCommands } from '../../runs/forget-commands.ts'
import { startLockExpiry } from '../../runs/lock-expiry.ts'
import { startResumption } from '../../runs/resume-steps.ts'
import { type Loop, startLoop } from '../../runtime/loop.ts'
import { callParts } from './call-parts.ts'
import type { FaultIn } from './faults.ts'
import { canaryJudge, type JudgingParts, riskJudge } from './judges.ts'
import { aboutJob, tracedDeployer } from './traced-work.ts'

/** What a process says of itself when it registers. */
export type WorkerSelf = Omit<Self, 'capabilities' | 'capacity'> & { readonly capabilities: readonly StepKind[] }

export interface RunParts extends JudgingParts {
  readonly queue: JobQueue
  readonly bus: Bus
  readonly registry: WorkerRegistry
  readonly workflows: Workflows
  /** This process as others see it; what it takes of the work is in it. */
  readonly self: WorkerSelf
  /** How many steps of each kind this process works on at a time. */
  readonly concurrency: number
  readonly permissions: Permissions
  /** Runs the commands of a team's own workflows. */
  readonly commands: CommandRunner & CommandNotes
  readonly http: HttpCaller
  /** Runs of CI systems, for workflows and builds. */
  readonly ci: CiRunner
  /** Which services a CI system builds. */
  readonly ciBuild: CiBuildParts['ciBuild']
  /** What workflows may use, by name. */
  readonly workflowSecrets: Secrets
  readonly newId: () => string
  /** Left out where nobody looks. */
  readonly tracing?: Tracing | undefined
  readonly faultIn: FaultIn
}

export interface Runs {
  /** Hands steps to the queue. */
  readonly dispatcher: Loop
  /** Asks again for steps that have paused. */
  readonly resumption: Loop
  /** Cancels the tasks of a workflow with it. */
  readonly cancelAwaited: Loop
  /** Ends what waits for an event that has happened. */
  readonly awaitedEvents: Loop
  /** Ends locks whose time is over. */
  readonly lockExpiry: Loop
  /** Removes what was noted of commands when their runs are over. */
  readonly forgetCommands: Loop
  /** Says that this process is alive; woken when an agent starts or ends a judgement. */
  readonly heartbeat: Loop
  /** Starts taking steps. @throws when the queue cannot be reached. */
  startWorker(): Promise<void>
  stopCancellations(): void
  stopRedispatch(): Promise<void>
}

const REDISPATCH_EVERY_MS = 60_000

/** Steps are handed to the queue, and this process takes its share of them. */
export function startRuns(parts: RunParts): Runs {
  const { store, queue, clock, workflows, faultIn, tracing = noTracing } = parts
  const heartbeat = heartbeatOf(parts)
  const cancellations = watchCancellations(store, faultIn('cancellations'))
  // A queue that is down, or has lost its data, must not keep the bot from listening; open steps are enqueued again.
  const redispatch = startLoop({
    clock,
    async round() {
      await redispatchOpenSteps(store, queue)
      return new Date(clock.now().getTime() + REDISPATCH_EVERY_MS)
    },
    onError: faultIn('redispatch'),
  })
  return {
    dispatcher: startDispatcher({ log: store, clock, onError: faultIn('dispatcher') }, queue, tracing),
    resumption: startResumption({ log: store, clock, workflows, onError: faultIn('resumption') }),
    cancelAwaited: startCancelAwaited({ log: store, clock, onError: faultIn('cancel-awaited') }, workflows),
    awaitedEvents: startAwaitedEvents({ log: store, clock, onError: faultIn('awaited-events') }, workflows),
    lockExpiry: startLockExpiry({ log: store, clock, workflows, onError: faultIn('lock-expiry') }),
    forgetCommands: startForgettingCommands(store, parts.commands, { clock, onError: faultIn('forget-commands') }),
    heartbeat,
    startWorker: () => startWorker(parts, cancellations, heartbeat),
    stopCancellations: () => cancellations.stop(),
    stopRedispatch: () => redispatch.stop(),
  }
}

function heartbeatOf({ registry, bus, clock, self, concurrency, customAgents, models, loads, faultIn }: RunParts) {
  const capacity = concurrency * self.capabilities.length
  const own = customAgents.map(({ agent }) => agent)
  const deciding = () => agentList(own, models, loads)
  const onError = faultIn('worker-heartbeat')
  return startWorkerHeartbeat({ registry, bus, clock, self: { ...self, capacity }, deciding, onError })
}

/** Whoever puts releases into service changes in other ways what runs, too. */
function deployWorker({ devices, clock, delivery }: RunParts, deploys: StepWorker): StepWorker {
  const others: Partial<Record<RunPlan['kind'], StepWorker>> = {
    repair: devices ? createRepairWorker({ ...devices, clock }) : withoutInventory,
    restart: createRestartWorker(delivery),
    scale: createScaleWorker(delivery),
  }
  return (assignment) => (others[assignment.run.plan.kind] ?? deploys)(assignment)
}

/** Whoever builds tests, too: both need what a service is built with. */
function buildWorker(builds: StepWorker, tests: StepWorker): StepWorker {
  return (assignment) => (assignment.step.own?.uses === 'test' ? tests : builds)(assignment)
}

async function startWorker(parts: RunParts, cancellations: Cancellations, heartbeat: WorkerHeartbeat): Promise<void> {
  const { store, queue, delivery, clock, log, workflows, permissions, settings, self, concurrency } = parts
  const { tracing = noTracing } = parts
  const risks = riskJudge(parts, 'background')
  const canaries = { clock, canaryJudge: canaryJudge(parts, risks) }
  const checkRun: CheckStillValid = async (run, { capability, step, correlationId }) => {
    const stopped =
      (await checkStillValid(run, permissions, store, delivery)) ??
      checkApproved(run, step, settings) ??
      (await checkGates(run, step, { store, settings, clock, delivery }))
    if (stopped || capability !== 'deploy') return stopped
    return (await checkRingOrder(run, step, settings, store, delivery)) ?? checkNewHold(run, step, risks, correlationId)
  }
  const step = {
    log: store,
    clock,
    workflows,
    cancellations,
    probe: delivery,
    checkStillValid: checkRun,
    workers: {
      build: buildWorker(withCiBuilds(createBuildWorker(delivery), parts), createTestWorker(delivery)),
      deploy: deployWorker(parts, createDeployWorker(tracedDeployer(delivery, tracing), canaries)),
      command: createCommandWorker(parts.commands, parts.workflowSecrets),
      call: createCallWorker(callParts({ ...parts, risks })),
    },
  }
  const work: Work = (job, signal) =>
    heartbeat.during(() =>
      tracing.inSpan('job', aboutJob(job), () =>
        performStep(
          {
            ...step,
            onFault: (err, { task }) =>
              log.error({ err, task, correlationId: job.correlationId }, 'a step failed for good'),
          },
          job,
          signal,
        ),
      ),
    )
  for (const kind of self.capabilities) await queue.work(kind, concurrency, work)
}
