import type { RegisteredWorker } from '../../src/domain/worker.ts'
import { notOffered } from '../../src/domain/worker-availability.ts'
import type { StepKind } from '../../src/domain/workflow.ts'

/** One agent as `GET /agents` shows it. */
export type AgentView = Omit<RegisteredWorker, 'host' | 'pid' | 'registeredForMs' | 'lastSeenMs'> & {
  readonly registeredForSeconds: number
  readonly lastSeenSecondsAgo: number
}

export type AgentsPage =
  | {
      readonly status: 'known'
      readonly agents: readonly AgentView[]
      /** Work of these kinds waits. */
      readonly notOffered: readonly StepKind[]
    }
  | { readonly status: 'starting' | 'unknown' }

/** Who is there to take steps. Why that cannot be told is in the log: this page asks nobody who they are. */
export async function agentsPage(list: () => Promise<readonly RegisteredWorker[]> | undefined): Promise<AgentsPage> {
  try {
    const agents = await list()
    if (!agents) return { status: 'starting' }
    return { status: 'known', agents: agents.map(viewOf), notOffered: notOffered(agents) }
  } catch {
    return { status: 'unknown' }
  }
}

/** Machines and processes are named in chat, to those who may ask. */
function viewOf({ host: _host, pid: _pid, registeredForMs, lastSeenMs, ...agent }: RegisteredWorker): AgentView {
  const seconds = (ms: number): number => Math.floor(ms / 1000)
  return { ...agent, registeredForSeconds: seconds(registeredForMs), lastSeenSecondsAgo: seconds(lastSeenMs) }
}
