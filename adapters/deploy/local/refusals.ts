import type { DeployOrder } from '../../../src/ports/deployer.ts'
import { failed, type WorkOutcome } from '../../../src/ports/work-outcome.ts'
import type { HostAnswer } from '../../local-host/host/host-protocol.ts'

type Refusal = Exclude<HostAnswer, { kind: 'done' }>
type PortRefusal = Extract<Refusal, { kind: 'port-unavailable' }>

/** What a person is told when the local host has refused. */
export function refused(order: DeployOrder, refusal: Refusal): WorkOutcome {
  const place = `${order.service} in ${order.environment}`
  switch (refusal.kind) {
    case 'port-unavailable':
      return failed(portProblem(refusal, place), portRemedy(refusal))
    case 'out-of-date':
    case 'no-such-instance':
      return failed(
        `A newer task is changing ${place}; this one changed nothing more.`,
        'Look at the status, then ask again if it is still needed.',
      )
  }
}

export function portProblem({ port, code }: PortRefusal, place: string): string {
  const named = `Port ${port}, where users reach ${place},`
  switch (code) {
    case 'EADDRINUSE':
      return `${named} is taken by another program.`
    case 'EACCES':
      return `${named} may not be opened by the user who runs Shipmate.`
    default:
      return `${named} cannot be opened: ${code}.`
  }
}

function portRemedy({ port, code }: PortRefusal): string {
  const another = 'give the environment another port in the configuration; then ask again.'
  return code === 'EADDRINUSE'
    ? `End that program (\`lsof -i :${port}\` names it), or ${another}`
    : `Allow that, or ${another}`
}
