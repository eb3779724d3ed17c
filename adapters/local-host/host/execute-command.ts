import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { chooseUpstream } from './choose-upstream.ts'
import { startDraining, withoutCanary } from './drain.ts'
import { trustInWhatIsSet } from './forwarding.ts'
import type { HostAnswer, HostCommand, Instance, Route } from './host-protocol.ts'
import { type HostMemory, isAt } from './host-state.ts'
import type { Proxies } from './proxies.ts'
import type { Supervisor } from './supervisor.ts'

export interface HostParts {
  readonly memory: HostMemory
  readonly supervisor: Supervisor
  readonly proxies: Proxies
  readonly instanceLogs: string
  readonly shutDown: () => void
}

type Change = Exclude<HostCommand, { do: 'open' | 'claim' | 'shut-down' }>
type ChangeOf<Do extends Change['do']> = Extract<Change, { do: Do }>

const POLL_MS = 20
const DONE: HostAnswer = { kind: 'done' }
const NOT_THERE: HostAnswer = { kind: 'no-such-instance' }

/** Does what it is told, and refuses whoever comes with an older token than one seen for the same place. */
export async function executeCommand(parts: HostParts, command: HostCommand): Promise<HostAnswer> {
  switch (command.do) {
    case 'open':
      return openProxy(parts, command)
    case 'claim':
      return claim(parts, command)
    case 'shut-down':
      parts.shutDown()
      return DONE
    case 'start':
    case 'route':
    case 'share':
    case 'pause':
    case 'resume':
    case 'remove': {
      const route = parts.memory.route(command.service, command.environment)
      if (!route || command.token < route.token) return { kind: 'out-of-date' }
      const answer = await change(parts, route, command)
      await parts.supervisor.look()
      return answer
    }
  }
}

/** A place by one name, for the proxies and for what they measure. */
export function placeKey(service: string, environment: string): string {
  return `${service}/${environment}`
}

/** Whom nobody has said anything about is trusted no more: one array, so that it is the same every time. */
const NO_PROXIES: readonly string[] = []

/** Opens the proxy of a place and remembers it, so that another host opens it again. */
export async function openProxy(
  { memory, proxies }: Pick<HostParts, 'memory' | 'proxies'>,
  {
    service,
    environment,
    publicPort,
    trustedProxies,
  }: Pick<Route, 'service' | 'environment' | 'publicPort' | 'trustedProxies'>,
): Promise<HostAnswer> {
  const opened = await proxies.open(
    placeKey(service, environment),
    publicPort,
    chooseUpstream(memory, service, environment),
    trustInWhatIsSet(() => memory.route(service, environment)?.trustedProxies ?? NO_PROXIES),
  )
  if (opened.kind === 'unavailable') return { kind: 'port-unavailable', port: publicPort, code: opened.code }
  const known = memory.route(service, environment)
  const told = { ...known, service, environment, publicPort, ...(trustedProxies && { trustedProxies }) }
  if (!isDeepStrictEqual(told, known)) memory.keep({ route: { token: 0, ...told } })
  return DONE
}

async function claim(parts: HostParts, command: Extract<HostCommand, { do: 'claim' }>): Promise<HostAnswer> {
  const { memory } = parts
  if (isOlder(command, memory.route(command.service, command.environment))) return { kind: 'out-of-date' }
  const opened = await openProxy(parts, command)
  const route = memory.route(command.service, command.environment)
  // Asked again, because opening took a moment in which a newer one may have come.
  if (opened.kind !== 'done' || !route) return opened
  if (isOlder(command, route)) return { kind: 'out-of-date' }
  const same = route.task === command.task
  memory.keep({
    route: { ...(same ? route : withoutCanary(route)), token: command.token, task: command.task },
    instances: same ? [] : retireUnfinished(memory.state().instances.filter((one) => isAt(one, route))),
  })
  await parts.supervisor.look()
  return DONE
}

function isOlder({ token, replaces }: Extract<HostCommand, { do: 'claim' }>, held: Route | undefined): boolean {
  return held !== undefined && token < held.token && replaces !== held.token
}

/** The task before this one was given up half done: its candidate goes, what it had paused serves again. */
function retireUnfinished(instances: readonly Instance[]): readonly Instance[] {
  return instances.flatMap((instance) => {
    if (instance.role === 'candidate') return [startDraining(instance, 'retiring')]
    return instance.role === 'paused' ? [resumed(instance)] : []
  })
}

async function change(parts: HostParts, route: Route, command: Change): Promise<HostAnswer> {
  if (command.do === 'start') return start(parts, command)
  const { memory } = parts
  const instance = memory.instance(command.instance)
  switch (command.do) {
    case 'route':
      return instance && instance.role !== 'retiring' ? switchTo(memory, route, instance) : NOT_THERE
    case 'share':
      return instance?.role === 'candidate' ? share(memory, route, instance, command.percent) : NOT_THERE
    case 'pause':
      if (instance?.role === 'serving') memory.keep({ instances: [startDraining(instance, 'paused')] })
      return DONE
    case 'resume':
      if (instance?.role === 'paused') memory.keep({ instances: [resumed(instance)] })
      return DONE
    case 'remove':
      if (instance && instance.id !== route.instance && instance.role !== 'retiring')
        memory.keep({ instances: [startDraining(instance, 'retiring')], route: withoutCanary(route, instance.id) })
      return DONE
  }
}

function share(memory: HostMemory, route: Route, { id }: Instance, percent: number): HostAnswer {
  const since = route.canary?.instance === id ? route.canary.since : nowText()
  memory.keep({ route: { ...route, canary: { instance: id, percent, since, seenAt: nowText() } } })
  return DONE
}

/** A second one is started for the same task only when the first has ended. */
async function start({ memory, supervisor, instanceLogs }: HostParts, command: ChangeOf<'start'>): Promise<HostAnswer> {
  while (memory.instance(command.id)?.role === 'retiring') {
    await supervisor.look()
    await sleep(POLL_MS)
  }
  if (command.token < (memory.route(command.service, command.environment)?.token ?? 0)) return { kind: 'out-of-date' }
  const known = memory.instance(command.id)
  if (known && (known.role !== 'candidate' || !known.lastExit)) return DONE
  const { do: _, token: __, ...rest } = command
  memory.keep({
    instances: [{ ...rest, role: 'candidate', log: join(instanceLogs, `${command.id}.log`), crashes: 0 }],
  })
  return DONE
}

function switchTo(memory: HostMemory, route: Route, instance: Instance): HostAnswer {
  if (route.instance === instance.id) return DONE
  const before = route.instance === undefined ? undefined : memory.instance(route.instance)
  memory.keep({
    instances: [{ ...instance, role: 'serving' }, ...(before ? [startDraining(before, 'retiring')] : [])],
    route: { ...withoutCanary(route), instance: instance.id, since: nowText() },
  })
  return DONE
}

function nowText(): string {
  return new Date().toISOString()
}

function resumed(instance: Instance): Instance {
  return { ...instance, role: 'serving', crashes: 0, restartAt: undefined }
}
