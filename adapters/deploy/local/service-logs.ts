import { linesWanted } from '../../../src/domain/log-lines.ts'
import type { ServiceLogs } from '../../../src/ports/service-logs.ts'
import { isAt } from '../../local-host/host/host-state.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import { lastBytes } from '../../process/log-tail.ts'
import { timedLines } from '../timed-lines.ts'

/** Read from the end of a file: some ten thousand lines, and no more than a moment's work. */
const READ_BYTES = 2 * 1024 * 1024

/** Reads the log of the instance that users reach. */
export function createServiceLogs(host: Pick<HostClient, 'state'>): ServiceLogs {
  return {
    async lines(service, environment, query) {
      const { instances, routes } = await host.state()
      const route = routes.find((one) => isAt(one, { service, environment }))
      const instance = instances.find(({ id }) => id === route?.instance)
      if (!instance) return { lines: [], isCut: false }
      const { text, isCut } = await lastBytes(instance.log, READ_BYTES).catch(noFileYet)
      return linesWanted(timedLines(text), query, isCut)
    },
  }
}

function noFileYet(error: NodeJS.ErrnoException): { readonly text: string; readonly isCut: boolean } {
  if (error.code === 'ENOENT') return { text: '', isCut: false }
  throw error
}
