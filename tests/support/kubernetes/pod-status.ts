import { at, type Fields, type StoredObject } from './stored-object.ts'

/** How a pod ends up. */
export type Behaviour = 'ready' | 'not-ready' | 'no-image' | 'crash' | 'no-room' | 'no-config'

interface Told {
  readonly status: Fields
  /** An event about it. */
  readonly warning?: { readonly reason: string; readonly message: string }
}

const AT = '2026-03-02T09:00:00Z'
/** Enough for everybody to see that it will not stop. */
const MOST_RESTARTS = 5

/** The next status of a pod, as a kubelet writes it. */
export function podStatus(pod: StoredObject, behaviour: Behaviour): Told {
  const [container] = pod.spec.containers as { name: string; image: string }[]
  const { name = '', image = '' } = container ?? {}
  const before = (pod.status.containerStatuses as unknown[] | undefined)?.[0]
  const wait = (reason: string, message: string, restartCount = 0, rest: Fields = {}): Fields => ({
    phase: 'Pending',
    conditions: conditions(false),
    containerStatuses: [
      { name, image, imageID: '', ready: false, restartCount, state: { waiting: { reason, message } }, ...rest },
    ],
  })
  const run = (ready: boolean): Fields => ({
    phase: 'Running',
    conditions: conditions(ready),
    containerStatuses: [{ name, image, imageID: '', ready, restartCount: 0, state: { running: { startedAt: AT } } }],
  })
  switch (behaviour) {
    case 'ready':
      return { status: run(true) }
    case 'not-ready': {
      const message = 'Readiness probe failed: HTTP probe failed with statuscode: 500'
      return { status: run(false), warning: { reason: 'Unhealthy', message } }
    }
    case 'no-image': {
      const why = `rpc error: code = NotFound desc = failed to resolve reference "${image}": not found`
      const reason = before === undefined ? 'ErrImagePull' : 'ImagePullBackOff'
      return {
        status: wait(reason, `Back-off pulling image "${image}"`),
        warning: { reason: 'Failed', message: `Failed to pull image "${image}": ${why}` },
      }
    }
    case 'crash': {
      const terminated = { exitCode: 1, reason: 'Error', startedAt: AT, finishedAt: AT }
      const restarts = Math.min(Number(at(before, 'restartCount') ?? 0) + 1, MOST_RESTARTS)
      const message = 'back-off 40s restarting failed container'
      return { status: wait('CrashLoopBackOff', message, restarts, { lastState: { terminated } }) }
    }
    case 'no-config':
      return { status: wait('CreateContainerConfigError', 'secret "database" not found') }
    case 'no-room': {
      const message = '0/1 nodes are available: 1 Insufficient cpu.'
      const unscheduled = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }
      return { status: { phase: 'Pending', conditions: [unscheduled] } }
    }
  }
}

function conditions(ready: boolean): readonly Fields[] {
  return [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Ready', status: ready ? 'True' : 'False' },
  ]
}
