import type { FieldChange, FieldPath, Step } from './field-changes.ts'
import { oneLine } from './one-line.ts'

const MOST_TOLD = 5

/**
 * What was changed, in words: `changed env LOG_LEVEL and the number of replicas from 2 to 5`. Values are only shown where they
 * hold no secrets.
 */
export function changeWords(changes: readonly FieldChange[]): string {
  const told = new Map<string, string>()
  for (const change of changes) {
    const { name, isWhole } = nameOf(change.path)
    const verb =
      isWhole && change.before === undefined ? 'added' : isWhole && change.after === undefined ? 'removed' : 'changed'
    // Parts of the same thing are told once.
    told.set(name, told.has(name) ? `changed ${name}` : `${verb} ${name}${valuesOf(change)}`)
  }
  const all = [...told.values()]
  const shown = all.slice(0, MOST_TOLD)
  const more = all.length - shown.length
  return listed(more === 0 ? shown : [...shown, `changed ${more} other fields`])
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

interface Name {
  readonly name: string
  /** The path leads to the thing of this name itself, not into it. */
  readonly isWhole: boolean
}

function nameOf(path: FieldPath): Name {
  const inPods = startsWith(path, ['spec', 'template', 'spec']) ? path.slice(3) : undefined
  const [list, element, ...rest] = inPods ?? []
  if (list === 'containers' || list === 'initContainers') {
    const kind = list === 'containers' ? 'container' : 'init container'
    const container = wordOf(element)
    return rest.length === 0
      ? { name: `the ${kind} ${container}`, isWhole: true }
      : inContainer(rest, list === 'containers' ? container : `the ${kind} ${container}`)
  }
  if (list === 'volumes' && element !== undefined)
    return { name: `the volume ${wordOf(element)}`, isWhole: rest.length === 0 }
  if (inPods) return { name: dotted(inPods), isWhole: true }
  const inMetadata = startsWith(path, ['spec', 'template', 'metadata']) ? path.slice(3) : undefined
  if (inMetadata) {
    const [kind, key] = inMetadata
    const what = kind === 'labels' ? 'label' : 'annotation'
    return {
      name:
        key === undefined ? `the ${wordOf(kind ?? 'metadata')} of the pods` : `the ${what} ${wordOf(key)} of the pods`,
      isWhole: true,
    }
  }
  if (isReplicas(path)) return { name: 'the number of replicas', isWhole: true }
  return { name: dotted(path), isWhole: true }
}

const PARTS: Readonly<Record<string, string>> = {
  image: 'the image',
  command: 'the command',
  args: 'the arguments',
  readinessProbe: 'the readiness probe',
  livenessProbe: 'the liveness probe',
  startupProbe: 'the startup probe',
  securityContext: 'the security context',
  resources: 'the resources',
  envFrom: 'the sources of env',
}

function inContainer([part = '', ...rest]: FieldPath, container: string): Name {
  const of = ` of ${container}`
  const [inner, deeper] = rest
  if (part === 'env' && inner !== undefined) return { name: `env ${wordOf(inner)}${of}`, isWhole: rest.length === 1 }
  if (part === 'ports' && inner !== undefined) return { name: `port ${wordOf(inner)}${of}`, isWhole: rest.length === 1 }
  if (part === 'volumeMounts' && inner !== undefined)
    return { name: `the mount ${wordOf(inner)}${of}`, isWhole: rest.length === 1 }
  if (part === 'resources' && deeper !== undefined) {
    const kind = inner === 'requests' ? 'request' : 'limit'
    return { name: `the ${wordOf(deeper)} ${kind}${of}`, isWhole: true }
  }
  const known = typeof part === 'string' ? PARTS[part] : undefined
  return known === undefined
    ? { name: `${dotted([part, ...rest])}${of}`, isWhole: true }
    : { name: `${known}${of}`, isWhole: rest.length === 0 }
}

/** Images, numbers of replicas, and how much a container gets. */
function valuesOf({ path, before, after }: FieldChange): string {
  const isShown = isReplicas(path) || path.at(-1) === 'image' || path.includes('resources')
  if (!isShown || !isPlain(before) || !isPlain(after)) return ''
  return ` from ${oneLine(String(before))} to ${oneLine(String(after))}`
}

const isPlain = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

const isReplicas = (path: FieldPath): boolean => path.length === 2 && startsWith(path, ['spec', 'replicas'])

const startsWith = (path: FieldPath, start: readonly string[]): boolean =>
  start.every((name, index) => path[index] === name)

const wordOf = (step: Step | undefined): string => oneLine(typeof step === 'object' ? String(step.value) : (step ?? ''))

const dotted = (path: FieldPath): string => path.map(wordOf).join('.')
