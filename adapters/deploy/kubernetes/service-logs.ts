import { type LogLine, type LogLines, type LogQuery, linesWanted } from '../../../src/domain/log-lines.ts'
import { containerOf } from './container-of.ts'
import type { KubeApi } from './kube-api.ts'
import type { KubernetesPlace } from './kubernetes-place.ts'
import { podsOf, readDeployment } from './live-objects.ts'
import { KubernetesError } from './problem.ts'

/** More are not read at once: their lines would not fit into an answer either. */
const MOST_PODS = 20
/** Words may be far apart. */
const LINES_TO_SEARCH = 2_000
const MOST_BYTES_OF_A_POD = 1024 * 1024

/** The lines of all pods in the order of their times. @throws {KubernetesError} */
export async function readServiceLogs(
  api: KubeApi,
  place: KubernetesPlace,
  query: LogQuery,
  signal: AbortSignal,
): Promise<LogLines> {
  const named = { namespace: place.namespace, name: place.deployment }
  const deployment = await readDeployment(api, named)
  if (!deployment) return { lines: [], isCut: false }
  const container = containerOf(deployment, place)?.name
  const { fresh, old } = await podsOf(api, named, deployment)
  const pods = [...fresh, ...old].slice(0, MOST_PODS)
  const most = query.words.length > 0 ? LINES_TO_SEARCH : query.count
  const asked = {
    ...{ timestamps: 'true', tailLines: String(most), limitBytes: String(MOST_BYTES_OF_A_POD) },
    ...(container !== undefined && { container }),
    ...(query.since !== undefined && { sinceTime: query.since }),
    ...(query.previous && { previous: 'true' }),
  }
  const texts = await Promise.all(
    pods.map(({ metadata: { name } }) => logOf(api, { namespace: named.namespace, name }, asked, signal)),
  )
  const lines = texts.flatMap((text, index) => {
    const instance = pods.length > 1 ? pods[index]?.metadata.name : undefined
    return linesOf(text, instance)
  })
  const isCut = texts.some((text) => countLines(text) >= most) || fresh.length + old.length > pods.length
  return linesWanted(
    lines.toSorted((one, other) => (one.at ?? '').localeCompare(other.at ?? '')),
    query,
    isCut,
  )
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
