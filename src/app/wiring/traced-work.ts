import type { DeployPhase } from '../../domain/release.ts'
import type { Deployer } from '../../ports/deployer.ts'
import type { Job } from '../../ports/job-queue.ts'
import type { SpanAbout, SpanName, Tracing } from '../../ports/tracing.ts'

export const aboutJob = ({ correlationId, run, step, capability }: Job): SpanAbout => ({
  correlationId,
  facts: { 'shipmate.task': run, 'shipmate.step': step, 'shipmate.step_kind': capability },
})

/** What happens after a phase was reported, until the next one is: once it is healthy, users are switched. */
const AFTER = {
  starting: 'deploy.start',
  healthy: 'deploy.switch',
  canary: 'deploy.canary',
  switched: undefined,
  draining: 'deploy.drain',
} as const satisfies Readonly<Record<DeployPhase, SpanName | undefined>>

/** A deployer whose phases are seen, each as long as it took. */
export function tracedDeployer(deployer: Deployer, tracing: Tracing): Deployer {
  if (!tracing.isOn) return deployer
  return {
    deploy(order, report, signal, trial) {
      const { task, service, environment, strategy, fencingToken } = order
      const facts = {
        'shipmate.task': task,
        'shipmate.service': service,
        'shipmate.environment': environment,
        'shipmate.strategy': strategy,
        'shipmate.fencing_token': fencingToken,
      }
      return tracing.inSpan('deploy', { facts }, async () => {
        let endPhase = (): void => {}
        const follow = async (phase: DeployPhase): Promise<void> => {
          endPhase()
          await report(phase)
          const ended = Promise.withResolvers<void>()
          endPhase = ended.resolve
          const name = AFTER[phase]
          if (name) void tracing.inSpan(name, {}, () => ended.promise)
        }
        try {
          return await deployer.deploy(order, follow, signal, trial)
        } finally {
          endPhase()
        }
      })
    },
  }
}
