import type { DecidingAgent, RegisteredWorker } from '../../src/domain/worker.ts'
import { notOffered } from '../../src/domain/worker-availability.ts'
import type { StepKind } from '../../src/domain/workflow.ts'

/** One worker as `GET /workers` shows it. */
export type WorkerView = Omit<RegisteredWorker, 'host' | 'pid' | 'deciding' | 'registeredForMs' | 'lastSeenMs'> & {
  readonly registeredForSeconds: number
  readonly lastSeenSecondsAgo: number
}

/** Why it cannot be told is in the log: these pages ask nobody who they are. */
type NotKnown = { readonly status: 'starting' | 'unknown' }

export type WorkersPage =
  | {
      readonly status: 'known'
      readonly workers: readonly WorkerView[]
      /** Work of these kinds waits. */
      readonly notOffered: readonly StepKind[]
    }
  | NotKnown

/** One agent as `GET /agents` shows it, with the worker in whose process it judges. */
export type AgentView = DecidingAgent & { readonly worker: string }

export type AgentsPage = { readonly status: 'known'; readonly agents: readonly AgentView[] } | NotKnown

export type ListWorkers = () => Promise<readonly RegisteredWorker[]> | undefined

/** Who is there to take steps. */
export function workersPage(list: ListWorkers): Promise<WorkersPage> {
  return pageOf(list, (workers) => ({
    status: 'known',
    workers: workers.map(viewOf),
    notOffered: notOffered(workers),
  }))
}

/** Which agents judge, in the processes that are there. */
export function agentsPage(list: ListWorkers): Promise<AgentsPage> {
  return pageOf(list, (workers) => ({
    status: 'known',
    agents: workers
      .filter(({ state }) => state === 'live')
      .flatMap(({ name, deciding = [] }) => deciding.map((agent) => ({ ...agent, worker: name }))),
  }))
}

async function pageOf<Page>(
  list: ListWorkers,
  draw: (workers: readonly RegisteredWorker[]) => Page,
): Promise<Page | NotKnown> {
  try {
    const workers = await list()
    return workers ? draw(workers) : { status: 'starting' }
  } catch {
    return { status: 'unknown' }
  }
}

/** Machines and processes are named in chat, to those who may ask. */
function viewOf({
  host: _host,
  pid: _pid,
  deciding: _deciding,
  registeredForMs,
  lastSeenMs,
  ...worker
}: RegisteredWorker): WorkerView {
  const seconds = (ms: number): number => Math.floor(ms / 1000)
  return { ...worker, registeredForSeconds: seconds(registeredForMs), lastSeenSecondsAgo: seconds(lastSeenMs) }
}
