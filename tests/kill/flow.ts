import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { servedVersion } from '../../src/app/commands/demo/traffic.ts'
import { directChannel } from '../simulators/slack/web-api.ts'
import { buttonsOf, type SlackMessage, wordsOf } from '../simulators/slack/workspace.ts'
import { type Fault, judge } from './judge.ts'
import type { DeadlyPoint } from './kill-points.ts'
import { ASKER, type Lane } from './lane.ts'

export interface Flow {
  readonly kind: 'deploy' | 'rollback'
  readonly text: string
  /** What production serves in the end. */
  readonly version: string
}

export const FIRST_DEPLOY: Flow = {
  kind: 'deploy',
  text: 'deploy billionmail v1.0.0 to production',
  version: 'v1.0.0',
}
export const DEPLOY: Flow = {
  kind: 'deploy',
  text: 'deploy billionmail v1.1.0 to production using blue-green',
  version: 'v1.1.0',
}
export const ROLL_BACK: Flow = { kind: 'rollback', text: 'roll back billionmail on production', version: 'v1.0.0' }

export interface Played {
  /** Where the bot was killed; undefined when the flow ended before it came there. */
  readonly killedAt: string | undefined
  /** Nothing, when the flow ended as if nothing had happened. */
  readonly faults: readonly Fault[]
  readonly thread: string
}

/** A hang is a failure. A flow with a restart takes about four seconds; a machine that is busy may take fifty times that. */
const DEADLINE_MS = 200_000

/** Asks, confirms and waits for the end, while the bot is killed at one point, and looks at what came of it. */
export async function playFlow(lane: Lane, flow: Flow, at: DeadlyPoint | undefined): Promise<Played> {
  const { slack, bot } = lane
  const note = join(lane.folder, 'killed-at')
  rmSync(note, { force: true })
  const before = (await bot.ask('events', { after: 0 })).at(-1)?.position ?? 0
  const directBefore = directMessages(lane).length
  await bot.ask('arm', { at })

  let waitsFor = 'the message to be acknowledged'
  const play = async (): Promise<string> => {
    // A command and a workflow have one way of their own.
    const hasWays = lane.target === 'local' || lane.target === 'kubernetes'
    const text = hasWays ? flow.text : flow.text.replace(' using blue-green', '')
    const { threadTs: thread } = await slack.mention(ASKER, text)
    waitsFor = 'the question to be answered'
    await confirm(lane, thread)
    waitsFor = 'the status message to end as done'
    await slack.message((message) => isIn(message, thread, 'status') && isDone(message))
    waitsFor = 'the final message'
    await slack.message((message) => isIn(message, thread, 'result'))
    waitsFor = 'the direct message'
    await slack.message((message) => keyOf(message).startsWith('direct-') && directMessages(lane).length > directBefore)
    waitsFor = 'the bot to be quiet'
    await bot.ask('quiet', {})
    return thread
  }
  const thread = await inTime(Promise.race([play(), bot.broken]), () => `waited for ${waitsFor}\n${traces(lane, flow)}`)
  await bot.ask('arm', { at: undefined })
  const killedAt = existsSync(note) ? readFileSync(note, 'utf8') : undefined
  const messages = messagesIn(lane, thread)
  const faults = judge({
    kind: flow.kind,
    events: (await bot.ask('events', { after: before })).map(({ type }) => type),
    cards: messages.filter((message) => isIn(message, thread, 'confirmation')).map(isAnswered),
    statuses: messages.filter((message) => isIn(message, thread, 'status')).map(isDone),
    results: messages.filter((message) => isIn(message, thread, 'result')).length,
    messages: messages.length,
    directs: directMessages(lane).length - directBefore,
    instances: await lane.instances(),
    leftovers: lane.leftovers(),
    serves: await servedVersion(lane.url).catch(String),
    shouldServe: flow.version,
  })
  return { killedAt, faults, thread }
}

/** What there is to see when a flow hangs. */
function traces({ slack, bot, folder }: Lane, { text }: Flow): string {
  const shown = [
    ...slack.messages().slice(-4).map(wordsOf),
    ...slack
      .ephemerals()
      .slice(-2)
      .map((told) => told.text),
  ]
  const log = readFileSync(join(folder, 'bot.log'), 'utf8').slice(-3_000)
  return [text, `killed ${bot.deaths()} times`, 'shown last:', ...shown, 'logged last:', log].join('\n')
}

export function messagesIn({ slack }: Lane, thread: string): readonly SlackMessage[] {
  return slack.messages({ threadTs: thread })
}

function directMessages({ slack }: Lane): readonly SlackMessage[] {
  return slack.messages({ channel: directChannel(ASKER) })
}

/** Presses Confirm as a person does: again, when the bot was away and the buttons are still there after it is back. */
async function confirm(lane: Lane, thread: string): Promise<void> {
  const { slack, bot } = lane
  for (;;) {
    const card = await slack.message((message) => isIn(message, thread, 'confirmation'))
    // Whether there is another one that is not is for the judge.
    if (messagesIn(lane, thread).some((message) => isIn(message, thread, 'confirmation') && isAnswered(message))) return
    const deaths = bot.deaths()
    const { acknowledged } = await slack.press(ASKER, card.ts, 'Confirm')
    const answered = slack.message((message) => isIn(message, thread, 'confirmation') && isAnswered(message))
    const isBack = bot.up(acknowledged ? deaths + 1 : deaths).then(() => bot.ask('quiet', {}))
    await Promise.race([answered, isBack])
  }
}

function isIn(message: SlackMessage, thread: string, kind: string): boolean {
  return message.threadTs === thread && keyOf(message).startsWith(`${kind}-`)
}

/** The name under which the bot has posted a message. */
function keyOf({ metadata }: SlackMessage): string {
  const { event_payload } = (metadata ?? {}) as { readonly event_payload?: { readonly key?: string } }
  return event_payload?.key ?? ''
}

const isAnswered = (card: SlackMessage): boolean =>
  buttonsOf(card).length === 0 && wordsOf(card).includes('✓ Confirmed by')

const isDone = (status: SlackMessage): boolean => wordsOf(status).includes('✅ switched')

async function inTime<Result>(work: Promise<Result>, waited: () => string): Promise<Result> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(waited())), DEADLINE_MS)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
