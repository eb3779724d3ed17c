import { notOffered } from '../../src/domain/attendance.ts'
import type { RegisteredAgent } from '../../src/domain/worker.ts'
import type { Capability } from '../../src/domain/workflow.ts'

/** One agent as `GET /agents` shows it. */
export type AgentView = Omit<RegisteredAgent, 'host' | 'pid' | 'registeredForMs' | 'lastSeenMs'> & {
  readonly registeredForSeconds: number
  readonly lastSeenSecondsAgo: number
}

export type AgentsPage =
  | {
      readonly status: 'known'
      readonly agents: readonly AgentView[]
      /** Work of these kinds waits. */
      readonly notOffered: readonly Capability[]
    }
  | { readonly status: 'starting' | 'unknown' }

/** Who is there to take steps. Why that cannot be told is in the log: this page asks nobody who they are. */
export async function agentsPage(list: () => Promise<readonly RegisteredAgent[]> | undefined): Promise<AgentsPage> {
  try {
    const agents = await list()
    if (!agents) return { status: 'starting' }
    return { status: 'known', agents: agents.map(viewOf), notOffered: notOffered(agents) }
  } catch {
    return { status: 'unknown' }
  }
}

/** Machines and processes are named in chat, to those who may ask. */
function viewOf({ host: _host, pid: _pid, registeredForMs, lastSeenMs, ...agent }: RegisteredAgent): AgentView {
  const seconds = (ms: number): number => Math.floor(ms / 1000)
  return { ...agent, registeredForSeconds: seconds(registeredForMs), lastSeenSecondsAgo: seconds(lastSeenMs) }
}
