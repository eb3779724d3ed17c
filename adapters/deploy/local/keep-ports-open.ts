import { setTimeout as sleep } from 'node:timers/promises'
import type { HostClient } from '../../local-host/host-client.ts'
import type { LocalService } from './local-service.ts'
import { portProblem } from './refusals.ts'

export interface PortsParts {
  readonly host: HostClient
  readonly services: readonly LocalService[]
  /** Addresses and networks of proxies in front of the public ports, whose word on the client is taken. */
  readonly trustedProxies: readonly string[]
  readonly log: (line: string) => void
}

/** Has the host open the public port of every service. One that cannot be opened is told and opened by its deployment. */
export async function openPorts({ host, services, trustedProxies, log }: PortsParts): Promise<void> {
  for (const service of services) {
    for (const [environment, { port: publicPort }] of Object.entries(service.environments)) {
      const place = { service: service.id, environment, publicPort, trustedProxies: [...trustedProxies] }
      const answer = await host.send({ do: 'open', ...place })
      if (answer.kind === 'port-unavailable') log(portProblem(answer, `${service.id} in ${environment}`))
    }
  }
}

const WATCH_EVERY_MS = 1_000

/** Asking the host anything starts it when it has died. One that knows no ports any more is told them again. */
export async function keepPortsOpen(parts: PortsParts, signal: AbortSignal): Promise<void> {
  const { host, log } = parts
  let said: string | undefined
  while (!signal.aborted) {
    try {
      const { setAside } = await host.state()
      if (setAside !== undefined && setAside !== said) {
        log(
          `The state of the local host was damaged. It is set aside as ${setAside}; what runs is in host.log beside it.`,
        )
        said = setAside
        await openPorts(parts)
      }
    } catch (error) {
      log(`The local host is gone: ${String(error)}`)
    }
    await sleep(WATCH_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
