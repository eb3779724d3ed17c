import { fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface ClusterOrder {
  /** How long each call takes. */
  readonly latencyMs: number
  readonly deployments: readonly { readonly namespace: string; readonly name: string }[]
}

export type ClusterTold =
  | { readonly kind: 'up'; readonly kubeconfig: string }
  /** Somebody has changed the pods of a Deployment. */
  | { readonly kind: 'rolls' }

export interface BenchCluster {
  readonly kubeconfig: string
  /** When a rollout begins next, by the clock of `performance.now()`. */
  rolled(): Promise<number>
  stop(): void
}

export async function startCluster(order: ClusterOrder): Promise<BenchCluster> {
  const child = fork(fileURLToPath(new URL('./cluster-process.ts', import.meta.url)), [JSON.stringify(order)])
  const told = new EventEmitter()
  child.on('message', (message: ClusterTold) => told.emit(message.kind, message, performance.now()))
  const [{ kubeconfig }] = (await once(told, 'up')) as [Extract<ClusterTold, { kind: 'up' }>]
  return {
    kubeconfig,
    async rolled() {
      const [, at] = (await once(told, 'rolls')) as [ClusterTold, number]
      return at
    },
    stop: () => child.disconnect(),
  }
}
