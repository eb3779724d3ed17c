import { setTimeout as sleep } from 'node:timers/promises'
import type { Instance } from '../../local-host/host/host-protocol.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import type { LocalService } from './local-service.ts'
import { probeInstance } from './probe-instance.ts'

export type Verdict =
  | { readonly kind: 'healthy' }
  /** `sentence` follows "v1.2.0": "ended with exit code 1", "was not healthy after 10 s: …". */
  | { readonly kind: 'unhealthy'; readonly sentence: string }
  | { readonly kind: 'aborted' }

/** Waits until the instance answers well on its health path, has ended, or has had its time. */
export async function awaitHealthy(
  host: HostClient,
  id: string,
  service: LocalService,
  signal?: AbortSignal,
): Promise<Verdict> {
  const deadline = Date.now() + service.healthTimeoutSeconds * 1_000
  for (;;) {
    if (signal?.aborted) return { kind: 'aborted' }
    const instance = (await host.state()).instances.find((one) => one.id === id)
    if (!instance) return { kind: 'unhealthy', sentence: 'was stopped by a newer task' }
    if (instance.role === 'candidate' && instance.lastExit)
      return { kind: 'unhealthy', sentence: instance.lastExit.how }
    const complaint = await complaintOf(instance, service.healthPath)
    if (complaint === undefined) return { kind: 'healthy' }
    if (Date.now() >= deadline)
      return { kind: 'unhealthy', sentence: `was not healthy after ${service.healthTimeoutSeconds} s: ${complaint}` }
    await sleep(service.healthIntervalSeconds * 1_000, undefined, signal && { signal }).catch(() => undefined)
  }
}

/** Why an instance is unhealthy, as a sentence that follows a colon; undefined when it is healthy. */
export async function complaintOf({ port, process }: Instance, healthPath: string): Promise<string | undefined> {
  if (!process || port === undefined) return 'it is not running'
  const probe = await probeInstance(port, healthPath)
  return probe.healthy ? undefined : probe.sentence
}
