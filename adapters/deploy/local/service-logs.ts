import { linesWanted } from '../../../src/domain/log-lines.ts'
import type { ServiceLogs } from '../../../src/ports/service-logs.ts'
import { isAt } from '../../local-host/host/host-state.ts'
import type { HostClient } from '../../local-host/host-client.ts'
import { lastBytes } from '../../process/log-tail.ts'

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
      return linesWanted(timed(text.split('\n').filter((line) => line.trim() !== '')), query, isCut)
    },
  }
}

function noFileYet(error: NodeJS.ErrnoException): { readonly text: string; readonly isCut: boolean } {
  if (error.code === 'ENOENT') return { text: '', isCut: false }
  throw error
}

/** A time as most loggers write it, at the start of a line or as a field of JSON. */
const TIME = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d))|"time(?:stamp)?":\s*"?([^",}]+)/

/** The host does not note when a line came; one without a time of its own has that of the line before it. */
function timed(lines: readonly string[]): readonly { readonly at?: string; readonly text: string }[] {
  let last: string | undefined
  return lines.map((text) => {
    last = timeIn(text) ?? last
    return { ...(last !== undefined && { at: last }), text }
  })
}

function timeIn(line: string): string | undefined {
  const [, leading, field] = TIME.exec(line) ?? []
  const written = leading?.replace(',', '.') ?? field
  if (written === undefined) return undefined
  const at = new Date(/^\d{12,14}$/.test(written) ? Number(written) : written)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
