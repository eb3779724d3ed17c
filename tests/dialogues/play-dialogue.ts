import { pino } from 'pino'
import { actorOf, type Delivery } from '../../adapters/rehearsal/platform.ts'
import { messageFrom } from '../../adapters/rehearsal/said.ts'
import type { TimelineEntry } from '../../adapters/rehearsal/timeline-entry.ts'
import type { Script } from '../../src/app/commands/rehearse/read-transcript.ts'
import { rehearsalConfig } from '../../src/app/commands/rehearse/rehearsal-config.ts'
import { createRehearsalStore } from '../../src/app/commands/rehearse/rehearsal-store.ts'
import {
  openSimulation,
  type Simulation,
  type SimulationOptions,
  UNTIL_SHOWN_MS,
} from '../../src/app/commands/rehearse/simulation.ts'
import { transcriptSchema } from '../../src/app/commands/rehearse/transcript.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { platformOf, type ThreadId, type UserId } from '../../src/domain/ids.ts'
import { AT_TERMINAL, type Delivered, type Move, PEOPLE, type Person, type PressedButton, type Saying } from './move.ts'
import { VERSIONS } from './phrases.ts'

/** One move and what came of it, by the time nothing more happened. */
export interface Played {
  readonly move: Move
  readonly did: Deed
  /** When the move was made, in milliseconds; what came of it may be up to two seconds later. */
  readonly at: number
  readonly events: readonly ShipmateEvent[]
  readonly happenings: readonly TimelineEntry[]
}

/** What a move turned out to be. */
export type Deed =
  | { readonly kind: 'said'; readonly by: UserId; readonly thread: ThreadId; readonly addressed: boolean }
  | { readonly kind: 'pressed'; readonly by: UserId; readonly button: string }
  /** It brought the bot nothing it had not had before, or there was no such button. */
  | { readonly kind: 'nothing' }
  /** What was overheard is kept only where the bot waits for an answer, so that this may be news to it, or not. */
  | { readonly kind: 'overheard again'; readonly by: UserId; readonly thread: ThreadId }
  | { readonly kind: 'restarted' }

const SILENT = pino({ level: 'silent' })

/** Plays a dialogue with the real bot, in a world that is all in hand and a store that forgets. */
export async function playDialogue(
  moves: readonly Move[],
  alter?: SimulationOptions['alter'],
): Promise<readonly Played[]> {
  const opened = createRehearsalStore()
  const stage = await openSimulation(SCRIPT, opened, SILENT, alter && { alter })
  try {
    return await playAll(moves, stage)
  } finally {
    await stage.close()
  }
}

async function playAll(moves: readonly Move[], stage: Simulation): Promise<readonly Played[]> {
  const played: Played[] = []
  const deliveries: Again[] = []
  let read = (await stage.store.readAll(0, MANY)).at(-1)?.position ?? 0
  for (const move of moves) {
    const at = stage.clock.now().getTime()
    const before = stage.happenings.length
    const did = await make(move, stage, played, deliveries)
    await stage.pass(UNTIL_SHOWN_MS)
    const stored = await stage.store.readAll(read, MANY)
    read = stored.at(-1)?.position ?? read
    played.push({ move, did, at, events: stored.map(({ body }) => body), happenings: stage.happenings.slice(before) })
  }
  return played
}

const MANY = Number.MAX_SAFE_INTEGER
const NOTHING = { kind: 'nothing' } as const

/** How to deliver something once more. */
type Again = (form: 'same' | 'twin') => Delivery

function whatAgain(delivery: Delivery): Deed {
  if (delivery.kind !== 'message' || delivery.message.addressed !== 'overheard') return NOTHING
  const { by, thread } = delivery.message
  return { kind: 'overheard again', by, thread }
}

async function make(move: Move, stage: Simulation, played: readonly Played[], deliveries: Again[]): Promise<Deed> {
  switch (move.kind) {
    case 'says':
      return say(move, stage, played, deliveries)
    case 'presses':
      return press(move, stage, played, deliveries)
    case 'redelivers': {
      const again = deliveries.at(-1 - move.back)
      if (!again) return NOTHING
      await deliver(stage, again(move.form))
      return whatAgain(again(move.form))
    }
    case 'passes':
      await stage.pass(move.minutes * 60_000)
      return NOTHING
    case 'restarts':
      await stage.restart()
      return { kind: 'restarted' }
  }
}

async function say(move: Saying, stage: Simulation, played: readonly Played[], deliveries: Again[]): Promise<Deed> {
  const by = idOf(move.by)
  const thread = stage.cast.placeOf(move.where, move.by)
  const words = move.text.replaceAll('{other}', mentionOf(move.by)).replace('{task}', lastTask(played) ?? 'TASK-99')
  const text = move.mentions ? `@shipmate ${words}` : words
  const said = { by, name: move.by, thread, text, number: stage.happenings.length + 1 }
  stage.happenings.push({ kind: 'said', place: thread, by, text })
  await deliverAs(move.delivered, stage, deliveries, (form) => ({
    kind: 'message',
    message: unescaped(messageFrom(said, form)),
  }))
  return { kind: 'said', by, thread, addressed: move.mentions || move.where === 'dm' }
}

async function press(
  { by, button, back, delivered }: Extract<Move, { kind: 'presses' }>,
  stage: Simulation,
  played: readonly Played[],
  deliveries: Again[],
): Promise<Deed> {
  const found = buttonsShown(played, button).at(-1 - back)
  if (!found) return NOTHING
  const press = {
    keys: [`${platformOf(idOf(by))}:press:${stage.happenings.length}`],
    thread: found.thread,
    by: idOf(by),
    button: found.id,
  }
  stage.happenings.push({ kind: 'pressed', place: found.thread, by: press.by, label: found.label })
  await deliverAs(delivered, stage, deliveries, () => ({ kind: 'press', press }))
  return { kind: 'pressed', by: press.by, button: found.id }
}

async function deliverAs(how: Delivered, stage: Simulation, deliveries: Again[], again: Again): Promise<void> {
  deliveries.push(again)
  const both = how === 'twice' ? [again('same'), again('twin')] : [again('same')]
  await Promise.all(both.map((one) => deliver(stage, one)))
  if (how === 'cut short') await stage.restart()
}

async function deliver({ platforms }: Simulation, delivery: Delivery): Promise<void> {
  await platforms.get(platformOf(actorOf(delivery)))?.deliver(delivery)
}

/** Slack writes a mention of somebody as markup; what a person types as such arrives escaped. */
function unescaped(message: ReturnType<typeof messageFrom>): ReturnType<typeof messageFrom> {
  return { ...message, text: message.text.replace(/&lt;(@U\w+)&gt;/g, '<$1>') }
}

function mentionOf(speaker: Person): string {
  const other = PEOPLE.find((person) => person !== speaker) ?? speaker
  return `<@U${other.toUpperCase()}>`
}

export function idOf(person: Person): UserId {
  return `${person === AT_TERMINAL ? 'terminal' : 'slack'}:U${person.toUpperCase()}`
}

interface ShownButton {
  readonly id: string
  readonly label: string
  readonly thread: ThreadId
}

/** Oldest first, those included that are no longer to be seen: people press what was on their screen a moment ago. */
function buttonsShown(played: readonly Played[], wanted: PressedButton): readonly ShownButton[] {
  return played.flatMap(({ events }) =>
    events.flatMap((event): readonly ShownButton[] => {
      if (event.type === 'question.asked' && wanted === 'choice')
        return event.choices.map(({ button, value }) => ({ id: button, label: value, thread: event.thread }))
      if (event.type === 'confirmation.requested' && wanted !== 'choice')
        return [{ id: event.buttons[wanted], label: wanted === 'confirm' ? 'Confirm' : 'Cancel', thread: event.thread }]
      return []
    }),
  )
}

function lastTask(played: readonly Played[]): string | undefined {
  const tasks = played.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.type === 'cicd.deploy.requested' || event.type === 'cicd.rollback.triggered' ? [event.task] : [],
    ),
  )
  return tasks.at(-1)
}

/** Half of what is asked of payments in production is held: its error budget is spent. */
const SCRIPT: Script = (() => {
  const places = (port: number) => ({ staging: { port }, production: { port: port + 1 } })
  const anywhere = { repository: '.', start: ['true'] }
  const transcript = transcriptSchema.parse({
    title: 'A dialogue',
    config: {
      services: [
        { ...anywhere, id: 'billionmail', aliases: ['mail'], environments: places(8101) },
        {
          ...anywhere,
          id: 'payments',
          environments: {
            ...places(8201),
            production: { port: 8202, objective: { availability: 99.5, days: 7 } },
          },
        },
      ],
    },
    people: Object.fromEntries(PEOPLE.map((name) => [name, { id: idOf(name), roles: ['deployer'] }])),
    repositories: {
      billionmail: { versions: VERSIONS },
      payments: {
        versions: VERSIONS,
        traffic: { 'v1.0.0': { errors: 0.02 }, 'v1.1.0': { errors: 0.02 } },
      },
    },
    live: {
      billionmail: { staging: ['v1.0.0', 'v1.1.0'], production: ['v1.0.0', 'v1.1.0'] },
      payments: { staging: ['v1.0.0', 'v1.1.0'], production: ['v1.0.0', 'v1.1.0'] },
    },
    steps: [{ restarts: true }],
  })
  const nowhere = { value: {}, problems: [], locate: () => ({ file: 'dialogue' }) }
  const reading = rehearsalConfig(nowhere, transcript.config, import.meta.dirname)
  if (reading.kind === 'problems') throw new Error(JSON.stringify(reading.problems))
  return { file: 'dialogue', transcript, config: reading.config, workflows: [], lineOf: () => undefined }
})()
