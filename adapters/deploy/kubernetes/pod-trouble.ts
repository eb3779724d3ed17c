import type { ContainerStatus, Pod } from './shapes.ts'

/** What keeps a pod from serving. */
export type PodTrouble =
  | { readonly kind: 'image'; readonly image: string; readonly isFinal: boolean; readonly why: string }
  | {
      readonly kind: 'crash'
      readonly container: string
      readonly times: number
      readonly how: string
      readonly isFinal: boolean
    }
  /** A Secret or ConfigMap that is not there, for example. */
  | { readonly kind: 'config'; readonly why: string }
  | { readonly kind: 'unschedulable'; readonly why: string }
  | { readonly kind: 'not-ready' }

/** After these the cluster itself tries less and less often. */
const CRASHES_THAT_TELL = 3

const CONFIG_REASONS: ReadonlySet<string> = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
])
/** `ErrImagePull` is the first try, which a registry may have missed. */
const IMAGE_REASONS: ReadonlyMap<string, { isFinal: boolean }> = new Map([
  ['ErrImagePull', { isFinal: false }],
  ['ImagePullBackOff', { isFinal: true }],
  ['ErrImageNeverPull', { isFinal: true }],
  ['InvalidImageName', { isFinal: true }],
])

/** Undefined while it only starts, and when it serves. */
export function troubleOf({ status }: Pod): PodTrouble | undefined {
  const unscheduled = status.conditions.find(
    ({ type, status: is, reason }) => type === 'PodScheduled' && is === 'False' && reason === 'Unschedulable',
  )
  if (unscheduled) return { kind: 'unschedulable', why: unscheduled.message }
  const all = [...status.initContainerStatuses, ...status.containerStatuses]
  const found = all.map(containerTrouble).find((trouble) => trouble !== undefined)
  if (found) return found
  const isRunning = status.containerStatuses.some(({ state }) => state.running)
  return isRunning && status.containerStatuses.some(({ ready }) => !ready) ? { kind: 'not-ready' } : undefined
}

function containerTrouble({ name, image, restartCount, state, lastState }: ContainerStatus): PodTrouble | undefined {
  const { waiting } = state
  const pull = waiting && IMAGE_REASONS.get(waiting.reason)
  if (waiting && pull) return { kind: 'image', image, ...pull, why: waiting.message }
  if (waiting && CONFIG_REASONS.has(waiting.reason)) return { kind: 'config', why: waiting.message || waiting.reason }
  const last = state.terminated ?? lastState.terminated
  if (!last || restartCount === 0 || state.running) return undefined
  const how = last.reason === 'OOMKilled' ? 'it used more memory than its limit' : `exit code ${last.exitCode}`
  return { kind: 'crash', container: name, times: restartCount, how, isFinal: restartCount >= CRASHES_THAT_TELL }
}
