import { killMarked } from '../../process/marked-processes.ts'
import { signalGroup } from '../../process/process-group.ts'
import { isRunning, type ProcessIdentity } from '../../process/process-identity.ts'
import { freePort } from './free-port.ts'
import type { Instance } from './host-protocol.ts'
import type { HostMemory } from './host-state.ts'
import { INSTANCE_MARK, spawnInstance } from './spawn-instance.ts'
import { nextAction, restartPauseMs } from './supervise.ts'

/** Brings the processes in line with what the memory says they should be. */
export interface Supervisor {
  /** Looks at every instance once, after whatever look is under way. */
  look(): Promise<void>
}

export interface SupervisorConfig {
  readonly memory: HostMemory
  readonly inFlight: (instance: string) => number
  readonly log: (line: string) => void
}

export function createSupervisor({ memory, inFlight, log }: SupervisorConfig): Supervisor {
  /** How the processes that this host started itself have ended; undefined while they run. */
  const ends = new Map<string, string | undefined>()
  let last: Promise<void> = Promise.resolve()

  const update = (id: string, change: Partial<Instance>): void => {
    const instance = memory.instance(id)
    if (instance) memory.keep({ instances: [{ ...instance, ...change }] })
  }

  const start = async (instance: Instance): Promise<void> => {
    // One started by a host that was killed before it could note it must not run beside this one.
    killMarked(INSTANCE_MARK, instance.log)
    const port = await freePort()
    ends.set(instance.id, undefined)
    const started = spawnInstance(instance, port, (how) => {
      ends.set(instance.id, how)
      void look()
    })
    update(instance.id, {
      port,
      process: started ?? GONE,
      startedAt: new Date().toISOString(),
      restartAt: undefined,
      drainUntil: undefined,
      terminatedAt: undefined,
    })
    log(`${instance.id} started on port ${port}`)
  }

  const noteExit = (instance: Instance): void => {
    const how = ends.get(instance.id) ?? 'ended'
    const crashes = instance.crashes + 1
    const now = Date.now()
    // What it has left behind would hold its port and its files.
    killMarked(INSTANCE_MARK, instance.log)
    update(instance.id, {
      process: undefined,
      lastExit: { at: new Date(now).toISOString(), how },
      crashes,
      restartAt: new Date(now + restartPauseMs(crashes)).toISOString(),
    })
    log(`${instance.id} (${instance.role}) ${how}`)
  }

  const act = async (instance: Instance): Promise<void> => {
    const endsAreTold = ends.has(instance.id)
    const running = endsAreTold
      ? ends.get(instance.id) === undefined
      : instance.process !== undefined && isRunning(instance.process)
    switch (nextAction(instance, { running, inFlight: inFlight(instance.id), now: new Date() })) {
      case 'none':
        return
      case 'start':
        return start(instance)
      case 'note-exit':
        noteExit(instance)
        return lookAt(instance.id)
      case 'terminate':
        if (instance.process) signalGroup(instance.process.pid, 'SIGTERM')
        return update(instance.id, { terminatedAt: new Date().toISOString() })
      case 'kill':
        if (instance.process) signalGroup(instance.process.pid, 'SIGKILL')
        return
      case 'forget':
        log(`${instance.id} stopped`)
        ends.delete(instance.id)
        return memory.forgetInstance(instance.id)
      case 'count-as-sound':
        return update(instance.id, { crashes: 0 })
    }
  }

  const lookAt = async (id: string): Promise<void> => {
    const instance = memory.instance(id)
    if (instance) await act(instance)
  }

  const look = (): Promise<void> => {
    last = last.then(async () => {
      for (const { id } of memory.state().instances) {
        await lookAt(id).catch((error: unknown) => log(`${id}: ${String(error)}`))
      }
    })
    return last
  }

  return { look }
}

/** Stands for a process that ended before it could be identified; no process ever has this start time. */
const GONE: ProcessIdentity = { pid: 2 ** 31 - 1, startedAt: 'never' }
