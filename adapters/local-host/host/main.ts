import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { tryLock } from '../../process/lock-file.ts'
import { killMarkedBelow } from '../../process/marked-processes.ts'
import { signalGroup } from '../../process/process-group.ts'
import { isRunning } from '../../process/process-identity.ts'
import { stopAbandoned } from './abandoned-canary.ts'
import { answersOnPort } from './answers-on-port.ts'
import { openControlServer } from './control-server.ts'
import { openCountsFile } from './counts-file.ts'
import { executeCommand, type HostParts, openProxy, placeKey } from './execute-command.ts'
import { LOOPBACK } from './free-port.ts'
import { hostPaths, prepareHostFolders } from './host-paths.ts'
import type { Instance } from './host-protocol.ts'
import { type HostMemory, openHostMemory } from './host-state.ts'
import { limitLogs } from './limit-logs.ts'
import { createProxies } from './proxies.ts'
import { INSTANCE_MARK } from './spawn-instance.ts'
import { createSupervisor } from './supervisor.ts'
import { createTrafficMeter } from './traffic-meter.ts'

/**
 * The local host: a small process beside the bot that keeps the deployed instances alive and their public ports open,
 * so that a restart of the bot is nothing that users of the services notice. It is started by the bot with the data
 * folder as its argument, and told what to do over a unix socket.
 */

/** How often processes are looked at besides the moments when something is known to have changed. */
const LOOK_EVERY_MS = 200
/** How much of the counts by the hour a host that is killed can lose. */
const COUNTS_EVERY_MS = 60_000
/** How often a public port that was taken is tried again, and logs are kept from filling the disk. */
const TIDY_EVERY_MS = 2_000

async function main(dataFolder: string, publicHost: string): Promise<void> {
  const paths = hostPaths(dataFolder)
  prepareHostFolders(paths)
  const held = tryLock(paths.lock)
  // Another host was quicker: it serves whoever started this one.
  if (!held) return

  const { memory, setAside, isKnown } = openHostMemory(paths.state)
  if (setAside !== undefined) sayDamage(setAside, isKnown)
  // Nobody could ever find what runs and is not known: it would keep its port and its files.
  if (!isKnown) killMarkedBelow(INSTANCE_MARK, `${paths.instanceLogs}/`)
  const meter = createTrafficMeter(Date.now)
  const { counts, keep } = openCountsFile(paths.counts, Date.now, log)
  const proxies = createProxies(
    publicHost,
    (id) => {
      // Only whoever drains waits for this moment.
      if (memory.instance(id)?.drainUntil !== undefined) void supervisor.look()
    },
    (place) => ({
      release: (answered) => meter.count(place, answered),
      user: (failed) => counts.count(place, failed),
    }),
  )
  const supervisor = createSupervisor({ memory, inFlight: proxies.inFlight, log })
  await endUnresponsive(memory)
  await supervisor.look()
  const reopen = (): Promise<unknown> => Promise.all(memory.state().routes.map((route) => openProxy(parts, route)))

  let ending = false
  const shutDown = (): void => {
    ending = true
  }
  const parts: HostParts = { memory, supervisor, proxies, instanceLogs: paths.instanceLogs, shutDown }
  await reopen()
  await openControlServer(paths, {
    state: () => ({ ...memory.state(), ...(setAside !== undefined && { setAside }) }),
    traffic: ({ service, environment, since, until }) =>
      meter.measured(placeKey(service, environment), Date.parse(since), Date.parse(until)),
    counts: ({ service, environment, since, until }) =>
      counts.counted(placeKey(service, environment), Date.parse(since), Date.parse(until)),
    executeCommand: (command) => executeCommand(parts, command),
  })
  log(`listening as process ${process.pid}`)

  const stop = new AbortController()
  // Told to go by the system: the instances stay, and the next host adopts them.
  process.once('SIGTERM', () => stop.abort())
  process.on('SIGHUP', () => undefined)
  let tidiedAt = Date.now()
  let countsKeptAt = Date.now()
  while (!ending && !stop.signal.aborted) {
    await supervisor.look()
    if (!existsSync(paths.folder)) return endOrphaned(memory)
    if (Date.now() - tidiedAt > TIDY_EVERY_MS) {
      await reopen()
      stopAbandoned(memory, new Date())
      tidyLogs(paths.instanceLogs, memory)
      tidiedAt = Date.now()
    }
    if (Date.now() - countsKeptAt > COUNTS_EVERY_MS) {
      // Not waited for: what serves is looked after meanwhile.
      void keep()
      countsKeptAt = Date.now()
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined)
  }
  if (ending) await endEverything(parts)
  await proxies.close()
  await keep()
  // Without a lock nobody misses this host; with one the bot starts another. The process ends in the same moment, so
  // that there is never a host whose socket is closed but whose lock is not.
  if (ending) held.release()
  log('ended')
}

function sayDamage(setAside: string, isKnown: boolean): void {
  const next = isKnown ? 'its copy is used, and what runs is adopted' : 'it has no copy, so what still runs is ended'
  log(`the state was damaged and is set aside as ${setAside}; ${next}`)
}

/** An instance left by an earlier host is adopted when it is the same process and answers on its port. */
async function endUnresponsive(memory: HostMemory): Promise<void> {
  const { instances, routes } = memory.state()
  const hasUsers = ({ id, role }: Instance): boolean =>
    role === 'serving' || routes.some(({ canary }) => canary?.instance === id)
  const adopted = instances.filter(hasUsers).map(async ({ id, process: identity, port }) => {
    if (!identity || port === undefined || !isRunning(identity)) return
    if (await answersOnPort(port)) log(`${id} adopted as process ${identity.pid} on port ${port}`)
    else signalGroup(identity.pid, 'SIGKILL')
  })
  await Promise.all(adopted)
}

function tidyLogs(folder: string, memory: HostMemory): void {
  try {
    limitLogs(
      folder,
      memory.state().instances.map((instance) => instance.log),
    )
  } catch (error) {
    log(`logs could not be tidied: ${String(error)}`)
  }
}

async function endEverything({ memory, supervisor }: HostParts): Promise<void> {
  const now = new Date().toISOString()
  memory.keep({
    instances: memory.state().instances.map((instance) => ({ ...instance, role: 'retiring', drainUntil: now })),
  })
  while (memory.state().instances.length > 0) {
    await supervisor.look()
    await sleep(20)
  }
  for (const { instance, since: _, canary: __, ...route } of memory.state().routes)
    memory.keep({ route: instance === undefined ? route : { ...route, stoppedAt: now } })
}

/** Somebody has deleted the data folder: nobody could ever find this host and its instances again. */
function endOrphaned(memory: HostMemory): void {
  for (const { process: identity } of memory.state().instances)
    if (identity && isRunning(identity)) signalGroup(identity.pid, 'SIGTERM')
}

function log(line: string): void {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`)
}

const [dataFolder, publicHost = LOOPBACK] = process.argv.slice(2)
if (dataFolder === undefined) throw new Error('the data folder is missing')
await main(dataFolder, publicHost)
process.exit(0)
