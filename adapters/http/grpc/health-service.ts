import { Code, ConnectError, type ServiceImpl } from '@connectrpc/connect'
import type { ApiBehind } from '../api/behind.ts'
import { callerIn } from './call-context.ts'
import {
  type Health,
  type HealthCheckResponse_ServingStatus,
  HealthCheckResponse_ServingStatus as Status,
} from './generated/grpc/health/v1/health_pb.ts'
import { withBeats } from './with-beats.ts'

export interface HealthParts {
  readonly behind: () => ApiBehind
  /** What `/ready` says. */
  readonly isReady: () => Promise<boolean>
  /** The names of the services that are asked after. */
  readonly services: readonly string[]
}

/** What probes and load balancers ask: whether the bot is ready, as `/ready` says it. */
export function healthService({ behind, isReady, services }: HealthParts): ServiceImpl<typeof Health> {
  const statusOf = async (service: string): Promise<HealthCheckResponse_ServingStatus | undefined> => {
    if (service !== '' && !services.includes(service)) return undefined
    return (await isReady()) ? Status.SERVING : Status.NOT_SERVING
  }
  return {
    async check({ service }) {
      const status = await statusOf(service)
      if (status === undefined) throw new ConnectError('There is no such service.', Code.NotFound)
      return { status }
    },
    async list() {
      const status = await statusOf('')
      return { statuses: Object.fromEntries(['', ...services].map((name) => [name, { status: status ?? 0 }])) }
    },
    async *watch({ service }, context) {
      let known: number | undefined
      // Looked at with each beat: nothing tells when a part stops working.
      for await (const _ of withBeats(behind(), callerIn(context), context.signal, oneThenNothing)) {
        const status = (await statusOf(service)) ?? Status.SERVICE_UNKNOWN
        if (status !== known) yield { status }
        known = status
      }
    },
  }
}

async function* oneThenNothing(left: AbortSignal): AsyncGenerator<true> {
  yield true
  await new Promise<void>((resolve) => left.addEventListener('abort', () => resolve()))
}
