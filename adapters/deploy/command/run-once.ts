import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandVerb } from '../../../src/domain/command-verbs.ts'
import { DEPLOY_PHASES, type DeployPhase } from '../../../src/domain/release.ts'
import type { CommandEnd } from '../../../src/ports/command-runner.ts'
import { HandedOverError } from '../../../src/ports/deployer.ts'
import type { PlaceOrder } from '../../../src/ports/place-order.ts'
import { type Failed, failed } from '../../../src/ports/work-outcome.ts'
import { endOf, isUnderWay, mayStart, startSupervised, throwIfHandedOver } from '../../commands/supervised-command.ts'
import { confinedEnvironment } from '../../process/child-environment.ts'
import { type Confinement, confined } from '../../process/confinement.ts'
import type { Redact } from '../../process/log-tail.ts'
import { type CommandPlace, placeName } from './command-place.ts'
import { filledCommand, type Known, wouldBeOption } from './filled-command.ts'
import { cannotStart } from './find-program.ts'
import { type NotedCommand, type PlaceNotes, placeNotes } from './place-notes.ts'

export interface RunParts {
  /** Where it is remembered what happened at places. */
  readonly notes: string
  /** Where supervisors note what happens to their commands. */
  readonly commands: string
  readonly confinement: Confinement
  readonly redact: Redact
  /** How far the event log has come: no fencing token is larger. */
  readonly newestPosition: () => Promise<number>
}

export interface RunOrder extends PlaceOrder {
  readonly verb: CommandVerb
  readonly known: Known
  /** Where it runs, or why it cannot. */
  readonly folder: () => Promise<string | Failed>
}

/** How a command ended that was run for an order. `progress` is what it told of itself, without what was a phase. */
export type RunEnd =
  | { readonly kind: 'end'; readonly end: CommandEnd; readonly progress: readonly string[] }
  | { readonly kind: 'failed'; readonly failed: Failed }
  /** Before it had started. */
  | { readonly kind: 'cancelled' }

/**
 * Runs a command that changes a place, once: an order that comes again, after a crash, finds the command running or how it
 * has ended. While one runs there, no other starts.
 */
export async function runOnce(
  parts: RunParts,
  place: CommandPlace,
  order: RunOrder,
  report: (phase: DeployPhase) => Promise<void>,
  signal: AbortSignal,
): Promise<RunEnd> {
  throwIfHandedOver(signal)
  const claimed = await claim(parts, place, order)
  if (claimed.kind !== 'claimed') return { kind: 'failed', failed: claimed.failed }
  const notes = join(parts.commands, claimed.command.notes)
  if (!claimed.isStarted) {
    if (signal.aborted) return { kind: 'cancelled' }
    const ready = await prepared(parts, place, order)
    if ('reason' in ready) return { kind: 'failed', failed: ready }
    await report('starting')
    throwIfHandedOver(signal)
    if (signal.aborted) return { kind: 'cancelled' }
    const outdated = await start(parts, place, order, { ...ready, notes })
    if (outdated) return { kind: 'failed', failed: outdated }
  }
  return follow(parts, notes, report, signal)
}

type Claimed =
  | { readonly kind: 'claimed'; readonly command: NotedCommand; readonly isStarted: boolean }
  | { readonly kind: 'refused'; readonly failed: Failed }

/** From here on older orders are refused. */
async function claim(parts: RunParts, place: CommandPlace, order: RunOrder): Promise<Claimed> {
  const newest = await parts.newestPosition()
  return placeNotes(parts.notes, place).change(async (known): Promise<{ notes?: PlaceNotes; result: Claimed }> => {
    const { fencingToken: token } = order
    // A token beyond the end of the log is of another log, as after a restore from a backup.
    if (token < known.token && known.token <= newest) return { result: refused(outdated(place)) }
    const before = known.command
    const isOwn = before !== undefined && isOf(order, before)
    const command = isOwn ? before : commandOf(place, order)
    if (before && !isOwn) {
      if (await isUnderWay(join(parts.commands, before.notes))) return { result: refused(busy(place, before)) }
      await rm(join(parts.commands, before.notes), { recursive: true, force: true })
    }
    const isStarted = !(await mayStart(join(parts.commands, command.notes)))
    return { notes: { ...known, token, command }, result: { kind: 'claimed', command, isStarted } }
  })
}

/** Numbers of tasks may repeat in another log; an order that has had an effect is of this one. */
function isOf({ task, run, since, verb }: RunOrder, noted: NotedCommand): boolean {
  return noted.task === task && noted.verb === verb && (noted.run === run || since !== undefined)
}

function commandOf(place: CommandPlace, { task, run = '', verb }: RunOrder): NotedCommand {
  const key = createHash('sha256').update(`${task} ${run}`).digest('hex').slice(0, 12)
  const until = new Date(Date.now() + place.timeoutSeconds * 1_000).toISOString()
  return { task, run, verb, until, notes: `${place.service}.${place.environment}.${verb}-${task}-${key}` }
}

interface Ready {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly argv: readonly string[]
}

async function prepared({ confinement }: RunParts, place: CommandPlace, order: RunOrder): Promise<Ready | Failed> {
  const option = wouldBeOption(place, order.verb, { task: order.task, ...order.known })
  if (option !== undefined)
    return failed(
      `“${option.slice(0, 60)}” would be read as an option by the ${order.verb} command. Nothing was changed.`,
      'Choose another name or version, and ask again.',
    )
  const folder = await order.folder()
  if (typeof folder !== 'string') return folder
  const token = { SHIPMATE_FENCING_TOKEN: String(order.fencingToken) }
  const { argv, env: own } = filledCommand(place, order.verb, { task: order.task, ...order.known })
  const env = confinedEnvironment(confinement, { ...own, ...token })
  const [program = ''] = argv
  const why = await cannotStart(program, folder, env.PATH ?? '')
  if (why === undefined) return { folder, env, argv }
  return failed(
    `The ${order.verb} command of ${placeName(place)} cannot start: ${program} ${why}. Nothing was changed.`,
    `Correct that, or target.${order.verb} in the configuration; then ask again.`,
  )
}

/** Undefined when it has started. */
async function start(
  { notes: folder, confinement }: RunParts,
  place: CommandPlace,
  { fencingToken }: RunOrder,
  { notes, folder: cwd, env, argv }: Ready & { readonly notes: string },
): Promise<Failed | undefined> {
  return placeNotes(folder, place).change(async ({ token }) => {
    if (token !== fencingToken) return { result: outdated(place) }
    const [file = '', ...rest] = argv
    const timeoutMs = place.timeoutSeconds * 1_000
    await startSupervised(notes, { ...confined(file, rest, confinement), cwd, env, timeoutMs })
    return { result: undefined }
  })
}

/** Waits for the end, and reports the phases that the command tells. After `switched` only a hand-over ends the waiting. */
async function follow(
  { redact }: RunParts,
  notes: string,
  report: (phase: DeployPhase) => Promise<void>,
  signal: AbortSignal,
): Promise<RunEnd> {
  const progress: string[] = []
  let isSwitched = false
  let heard = 0
  const isHandedOver = (): boolean => signal.reason instanceof HandedOverError
  const end = await endOf(notes, {
    redact,
    doubtsLateSuccess: true,
    signal: {
      get aborted() {
        return signal.aborted && (isHandedOver() || !isSwitched)
      },
      get reason(): unknown {
        return signal.reason
      },
    },
    async onProgress(told) {
      const news = told.slice(heard)
      heard = told.length
      const phases = DEPLOY_PHASES.filter((phase) => news.includes(phase))
      progress.push(...news.filter((one) => !phases.some((phase) => phase === one)))
      isSwitched ||= phases.includes('switched')
      // After a crash all of them come at once: only the latest is news.
      const latest = phases.at(-1)
      if (latest !== undefined) await report(latest)
    },
  })
  return { kind: 'end', end, progress }
}

function refused(why: Failed): Claimed {
  return { kind: 'refused', failed: why }
}

function outdated(place: CommandPlace): Failed {
  return failed(
    `A newer task is changing ${placeName(place)}; this one changed nothing more.`,
    'Look at the status, then ask again if it is still needed.',
  )
}

function busy(place: CommandPlace, { task, verb, until }: NotedCommand): Failed {
  return failed(
    `The ${verb} command of ${task} still runs for ${placeName(place)}; this task changed nothing.`,
    `Ask again when it has ended: at ${until.slice(11, 16)} UTC at the latest, when it is stopped.`,
  )
}
