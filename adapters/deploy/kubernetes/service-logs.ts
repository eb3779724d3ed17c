import { type LogLine, type LogLines, type LogQuery, linesWanted } from '../../../src/domain/log-lines.ts'
import { containerOf } from './container-of.ts'
import type { KubeApi } from './kube-api.ts'
import type { KubernetesPlace } from './kubernetes-place.ts'
import { podsOf, readDeployment } from './live-objects.ts'
import { KubernetesError } from './problem.ts'
import { servingPlace } from './serving-place.ts'

/** More are not read at once: their lines would not fit into an answer either. */
const MOST_PODS = 20
/** Words may be far apart. */
const LINES_TO_SEARCH = 2_000
const MOST_BYTES_OF_A_POD = 1024 * 1024
/** The cluster may send slightly less or more than the limit. */
const ABOUT_BYTES = 16 * 1024

/** The lines of all pods in the order of their times. @throws {KubernetesError} */
export async function readServiceLogs(
  api: KubeApi,
  configured: KubernetesPlace,
  query: LogQuery,
  signal: AbortSignal,
): Promise<LogLines> {
  const place = await servingPlace(api, configured)
  const named = { namespace: place.namespace, name: place.deployment }
  const deployment = await readDeployment(api, named)
  if (!deployment) return { lines: [], isCut: false }
  const container = containerOf(deployment, place)?.name
  const { fresh, old } = await podsOf(api, named, deployment)
  const pods = [...fresh, ...old].slice(0, MOST_PODS)
  const most = query.words.length > 0 ? LINES_TO_SEARCH : query.count
  const asked = {
    timestamps: 'true',
    ...(container !== undefined && { container }),
    ...(query.since !== undefined && { sinceTime: query.since }),
    ...(query.previous && { previous: 'true' }),
  }
  const logs = await Promise.all(
    pods.map(({ metadata: { name } }) => newestOf(api, { namespace: named.namespace, name }, asked, most, signal)),
  )
  const lines = logs.flatMap(({ text }, index) => {
    const instance = pods.length > 1 ? pods[index]?.metadata.name : undefined
    return linesOf(text, instance)
  })
  const isCut =
    logs.some(({ text, isShort }) => isShort || countLines(text) >= most) || fresh.length + old.length > pods.length
  return linesWanted(
    lines.toSorted((one, other) => (one.at ?? '').localeCompare(other.at ?? '')),
    query,
    isCut,
  )
}

/**
 * The last lines that a pod wrote, as many as the bytes allow. The cluster starts so many lines before the end and stops after
 * so many bytes: where it stopped too early the newest are missing, so fewer are asked for.
 */
async function newestOf(
  api: KubeApi,
  named: { readonly namespace: string; readonly name: string },
  query: Readonly<Record<string, string>>,
  most: number,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly isShort: boolean }> {
  for (let count = most; ; ) {
    const asked = { ...query, tailLines: String(count), limitBytes: String(MOST_BYTES_OF_A_POD) }
    const text = await logOf(api, named, asked, signal)
    const isStopped = Buffer.byteLength(text) > MOST_BYTES_OF_A_POD - ABOUT_BYTES
    if (!isStopped || count === 1) return { text, isShort: isStopped || count < most }
    count = Math.max(1, Math.floor(Math.min(count, countLines(text)) / 2))
  }
}

/** A pod that has not started, or never ended, has no such log. */
async function logOf(
  api: KubeApi,
  named: { readonly namespace: string; readonly name: string },
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  try {
    return (await api.text({ verb: 'get', resource: 'pods/log', ...named, query }, signal)) ?? ''
  } catch (error) {
    if (error instanceof KubernetesError && error.problem.kind === 'refused') return ''
    throw error
  }
}

const STAMPED = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) ?(.*)$/

function linesOf(text: string, instance: string | undefined): readonly LogLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, at, said] = STAMPED.exec(line) ?? []
      return {
        text: said ?? line,
        ...(at !== undefined && { at: new Date(at).toISOString() }),
        ...(instance !== undefined && { instance }),
      }
    })
}

const countLines = (text: string): number => text.split('\n').filter((line) => line !== '').length
