import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { createLoads } from '../jobs/agents/loads.ts'
import { rosterOf } from '../jobs/agents/roster.ts'
import { createBuildWorker } from '../jobs/steps/build.ts'
import { type Cancellations, watchCancellations } from '../jobs/steps/cancellations.ts'
import { createDeployWorker } from '../jobs/steps/deploy.ts'
import { performStep } from '../jobs/steps/perform-step.ts'
import type { UserAgent } from '../jobs/user-agents/user-agent.ts'
import { createGroupCache } from './access/group-cache.ts'
import { createLookUpCache } from './access/look-up-cache.ts'
import { createPermissions, type Directory, type Permissions } from './access/permissions.ts'
import type { AccessPolicy } from './access/policy.ts'
import type { Card } from './conversation/cards/card.ts'
import type { WriteTable } from './conversation/cards/tables-written.ts'
import { startConversation } from './conversation/conversation.ts'
import type { ModelReader } from './conversation/model/model-reader.ts'
import type { Settings } from './conversation/settings.ts'
import { showOpenAgain } from './conversation/show-open-again.ts'
import { createSuggest } from './conversation/suggest.ts'
import type { Catalog } from './domain/catalog.ts'
import type { RemediationName } from './domain/drift.ts'
import { environmentKey } from './domain/environment.ts'
import type { ShipmateEvent } from './domain/events.ts'
import { replyKey } from './domain/message.ts'
import { people } from './domain/projections.ts'
import type { Run } from './domain/run.ts'
import type { DialogueContext, Effect, Understanding } from './domain/understanding.ts'
import type { Capability, Workflows } from './domain/workflow.ts'
import type { PromptEncoder } from './language/prompt-encoder.ts'
import { canaryJudge, driftJudge, failureJudge, type JudgingParts, releaseJudge, riskJudge } from './parts/judges.ts'
import type { AgentRegistry } from './ports/agent-registry.ts'
import type { Bus } from './ports/bus.ts'
import type { ConnectedChat, Inbox } from './ports/chat-platform.ts'
import type { Clock } from './ports/clock.ts'
import type { Delivery } from './ports/delivery.ts'
import type { Store } from './ports/event-store.ts'
import type { Job, JobQueue, Work } from './ports/job-queue.ts'
import type { ModelsByUse } from './ports/language-model.ts'
import type { Outbox } from './ports/outbox.ts'
import { startAnnouncer } from './reactors/announcer.ts'
import { startAttendance } from './reactors/attendance.ts'
import { startCourier } from './reactors/courier.ts'
import { redispatchOpenSteps, startDispatcher } from './reactors/dispatcher.ts'
import { startDriftWatch } from './reactors/drift-watch.ts'
import { startExpiry } from './reactors/expiry.ts'
import { startExplainer } from './reactors/explainer.ts'
import { type Loop, startLoop } from './reactors/loop.ts'
import { startNarrator } from './reactors/narrator.ts'
import { type Presence, type Self, startPresence } from './reactors/presence.ts'
import { startWatcher } from './reactors/watcher.ts'
import { heldBack } from './runs/held-back.ts'
import { objectionTo } from './runs/objection.ts'

/** Everything outside, behind its port, and what the configuration says. */
export interface BotParts {
  readonly store: Store<ShipmateEvent>
  readonly outbox: Outbox
  readonly queue: JobQueue
  readonly bus: Bus
  readonly registry: AgentRegistry
  /** This process as others see it; what it takes of the work is in it. */
  readonly self: WorkerSelf
  readonly delivery: Delivery
  readonly clock: Clock
  readonly catalog: Catalog
  readonly understand: (text: string, context: DialogueContext, now: Date) => Understanding
  /** Left out when no language model is configured. */
  readonly reader?: ModelReader
  /** The models for each use: reading and answering, judging, summing up. Where there is none, rules do it alone. */
  readonly models: ModelsByUse
  /** Writes what models are shown. */
  readonly prompts: PromptEncoder
  /** A team's own agents. */
  readonly userAgents: readonly UserAgent[]
  /** What may be proposed where something else serves than should. */
  readonly remediations: readonly RemediationName[]
  /** Where the team lives, such as `Europe/Berlin`: what is late in the day there is judged so. */
  readonly timeZone: string
  /** How lists in answers are written. Left out: as tables. */
  readonly writeTable?: WriteTable
  readonly effectOf: (intent: string) => Effect
  readonly settings: Settings
  readonly policy: AccessPolicy
  readonly workflows: Workflows
  readonly redact: (text: string) => string
  readonly log: Logger
  /** How many steps of each kind this process works on at a time. */
  readonly concurrency: number
  /** Connects the chat platforms; from then on they hand over what people say. */
  readonly connect: (inbox: Inbox) => Promise<readonly ConnectedChat[]>
}

/** What a process says of itself when it registers. */
export type WorkerSelf = Omit<Self, 'capabilities' | 'capacity'> & { readonly capabilities: readonly Capability[] }

export interface Bot {
  readonly platforms: readonly ConnectedChat[]
  /** Resolves when nothing more can be done at this moment. */
  settled(): Promise<void>
  /** Takes nothing new in, lets what is in hand come to a good place, and ends. The store and the queue stay open. */
  stop(): Promise<void>
}

const REDISPATCH_EVERY_MS = 60_000

/** Wires the core to its ports and goes on with what was under way when it last stopped. */
export async function startBot(given: BotParts): Promise<Bot> {
  let wakePresence = (): void => {}
  const loads = createLoads(() => wakePresence())
  const parts = { ...given, loads }
  const { store, outbox, queue, bus, registry, self, clock, log, effectOf } = parts
  const directories = Promise.withResolvers<ReadonlyMap<string, Directory>>()
  const permissions = createPermissions({
    ...{ policy: parts.policy, effectOf, clock },
    directories: directories.promise,
    personName: async (user) => (await store.get(people, user))?.name,
  })
  const sketch = async (message: string, card: Card): Promise<void> => {
    await outbox.sketch(replyKey(message), card)
    wakeCouriers()
  }
  const { conversation: model } = parts.models
  const conversation = startConversation({
    ...parts,
    permissions,
    newId,
    sketch,
    risks: riskJudge(parts, 'person'),
    ...(model && { answering: { model, prompts: parts.prompts } }),
  })
  const inbox: Inbox = {
    message: conversation.message,
    press: conversation.press,
    named: conversation.named,
    suggest: createSuggest({ ...parts, permissions }),
  }
  const platforms = await parts.connect(inbox)
  directories.resolve(directoriesOf(platforms, clock))

  const faultIn = (part: string) => (error: unknown) => log.error({ err: error, part }, `${part} met a fault`)
  const couriers = platforms.map((platform) =>
    startCourier({
      platform,
      outbox,
      clock,
      onError: (error, message) =>
        log.warn(
          { err: error, correlationId: message?.correlationId, key: message?.key },
          'a message is not delivered yet',
        ),
    }),
  )
  const wakeCouriers = (): void => {
    for (const courier of couriers) courier.wake()
  }
  const narrator = startNarrator({ log: store, clock, onError: faultIn('narrator') }, store, outbox, wakeCouriers)
  const dispatcher = startDispatcher({ log: store, clock, onError: faultIn('dispatcher') }, queue)
  const announcer = startAnnouncer({ log: store, clock, onError: faultIn('announcer') }, bus)
  const attendance = startAttendance({ ...parts, log: store, own: self.capabilities, onError: faultIn('attendance') })
  const expiry = startExpiry(store, clock, faultIn('expiry'))
  const explainer = startExplainer({ log: store, clock, judge: failureJudge(parts), onError: faultIn('explainer') })
  const places = parts.settings.services.flatMap(({ id, environments }) =>
    environments.map((environment) => environmentKey(id, environment)),
  )
  const watcher = startWatcher({
    ...{ log: store, clock, judge: releaseJudge(parts), places, newId },
    onError: faultIn('watcher'),
  })
  const driftWatch = startDriftWatch({
    ...{ log: store, clock, delivery: parts.delivery, places, newId },
    ...{ judge: driftJudge(parts), onError: faultIn('drift-watch') },
  })
  const cancellations = watchCancellations(store, faultIn('cancellations'))
  // A queue that is away, or has lost its memory, must not keep the bot from listening; open steps are enqueued anew.
  const redispatch = startLoop({
    clock,
    async round() {
      await redispatchOpenSteps(store, queue)
      return new Date(clock.now().getTime() + REDISPATCH_EVERY_MS)
    },
    onError: faultIn('redispatch'),
  })
  const capacity = parts.concurrency * self.capabilities.length
  const own = parts.userAgents.map(({ agent }) => agent)
  const presence = startPresence({
    ...{ registry, bus, clock, self: { ...self, capacity } },
    deciding: () => rosterOf(own, parts.models, loads),
    onError: faultIn('presence'),
  })
  wakePresence = presence.wake
  const judging: readonly Loop[] = [explainer, watcher, driftWatch]
  const loops = [conversation.loop, dispatcher, announcer, attendance, expiry, ...judging, narrator, ...couriers]
  const stop = async (): Promise<void> => {
    await Promise.all(platforms.map((platform) => platform.stop()))
    cancellations.stop()
    for (const loop of [redispatch, ...loops, presence]) await loop.stop()
  }
  for (const { name, startsBlank } of platforms)
    if (startsBlank) await showOpenAgain({ ...parts, newId }, name).catch(faultIn('show-open-again'))
  try {
    await Promise.all([startWorker(parts, permissions, cancellations, presence), conversation.warmUp()])
  } catch (error) {
    await stop()
    throw error
  }
  return {
    platforms,
    async settled() {
      for (const loop of loops) await loop.settled()
    },
    stop,
  }
}

async function startWorker(
  parts: JudgingParts,
  permissions: Permissions,
  cancellations: Cancellations,
  presence: Presence,
): Promise<void> {
  const { store, queue, delivery, clock, log, workflows } = parts
  const risks = riskJudge(parts, 'background')
  const canaries = { clock, canaryJudge: canaryJudge(parts, risks) }
  const workers = { build: createBuildWorker(delivery), deploy: createDeployWorker(delivery, canaries) }
  const objection = async (run: Run, { capability, step, correlationId }: Job): ReturnType<typeof objectionTo> => {
    const stopped = await objectionTo(run, permissions, store, delivery)
    return stopped ?? (capability === 'deploy' ? heldBack(run, step, risks, correlationId) : undefined)
  }
  const work: Work = (job, signal, standAside) => {
    const onFault = (error: unknown, { task }: Run): void =>
      log.error({ err: error, task, correlationId: job.correlationId }, 'a step is given up')
    const step = {
      log: store,
      clock,
      workflows,
      workers,
      cancellations,
      objectionTo: objection,
      probe: delivery,
      onFault,
    }
    const aside = presence.aside(standAside)
    return presence.during(() => performStep({ ...step, standAside: aside }, job, signal))
  }
  for (const capability of parts.self.capabilities) await queue.work(capability, parts.concurrency, work)
}

/** 96 bits: a button's id can neither be guessed nor met twice. */
function newId(): string {
  return randomBytes(12).toString('base64url')
}

function directoriesOf(platforms: readonly ConnectedChat[], clock: Clock): ReadonlyMap<string, Directory> {
  return new Map(
    platforms.map(({ name, groups, standings }) => [
      name,
      {
        ...(groups && { groups: createGroupCache(groups, clock) }),
        ...(groups && { groupNames: createLookUpCache(async (group) => groups.nameOf?.(group), clock) }),
        ...(standings && { standings: createLookUpCache((user) => standings.standingOf(user), clock) }),
      },
    ]),
  )
}
