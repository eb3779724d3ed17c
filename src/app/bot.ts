import { createInFlight } from '../../jobs/agents/core/in-flight.ts'
import type { Permissions } from '../access/permissions.ts'
import type { AccessPolicy } from '../access/policy.ts'
import type { WriteTable } from '../cards/tables-written.ts'
import { startChangeExpiry } from '../changes/approvals/change-expiry.ts'
import { startGateMonitor } from '../changes/approvals/gate-monitor.ts'
import { startGatheringEvidence } from '../changes/approvals/gather-evidence.ts'
import { startWatchingPlans } from '../changes/approvals/watch-plans.ts'
import { startCodeRules, startPostponedReports } from '../changes/code-rules.ts'
import { startExpiry } from '../changes/expiry.ts'
import { startSchedulesDue } from '../changes/schedules-due.ts'
import { startWorkflowsDue } from '../changes/workflows-due.ts'
import { startConversation } from '../conversation/conversation.ts'
import { createHome } from '../conversation/home/home.ts'
import type { ModelReader } from '../conversation/model/model-reader.ts'
import type { ConversationParts } from '../conversation/parts.ts'
import { showOpenAgain } from '../conversation/show-open-again.ts'
import { createSuggest } from '../conversation/suggest.ts'
import { createWebAnswers } from '../conversation/web-answers.ts'
import type { AskingWords } from '../domain/asking-words.ts'
import type { Card } from '../domain/card.ts'
import type { Catalog } from '../domain/catalog.ts'
import { platformOf, type ThreadId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import { replyKey } from '../domain/message.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { DialogueContext, Understanding } from '../domain/understanding.ts'
import type { Workflows } from '../domain/workflow.ts'
import { startLogFollows } from '../messaging/follow-logs.ts'
import { followKey } from '../messaging/follow-messages.ts'
import { countUndelivered } from '../messaging/undelivered-count.ts'
import { waitingCards } from '../messaging/waiting-cards.ts'
import { startLearningNames } from '../monitors/learn-names.ts'
import type { Bus } from '../ports/bus.ts'
import type { ConnectedChat, Inbox } from '../ports/chat-platform.ts'
import type { CiRunner } from '../ports/ci-runner.ts'
import type { CommandNotes, CommandRunner } from '../ports/command-runner.ts'
import type { HttpCaller } from '../ports/http-caller.ts'
import type { JobQueue } from '../ports/job-queue.ts'
import type { Metrics } from '../ports/metrics.ts'
import type { Outbox } from '../ports/outbox.ts'
import type { Tracing } from '../ports/tracing.ts'
import type { WebAnswers } from '../ports/web-answers.ts'
import type { SignedDelivery } from '../ports/webhook.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'
import type { Loop } from '../runtime/loop.ts'
import { type AccountParts, accountDesk } from './wiring/accounts.ts'
import { takeDelivery } from './wiring/code-reports.ts'
import { withConfiguredNames } from './wiring/configured-names.ts'
import { faultsTo } from './wiring/faults.ts'
import { followHomes } from './wiring/homes.ts'
import { type JudgingParts, riskJudge } from './wiring/judges.ts'
import { localesOf } from './wiring/locales.ts'
import { startMessaging } from './wiring/messaging.ts'
import { startMonitors } from './wiring/monitors.ts'
import { askNames } from './wiring/names.ts'
import { newId } from './wiring/new-id.ts'
import { type PermissionsParts, permissionsOf } from './wiring/permissions.ts'
import { proposalPlace } from './wiring/proposal-place.ts'
import { type RunParts, startRuns, type WorkerSelf } from './wiring/runs.ts'
import { personalTokensOf } from './wiring/tokens.ts'

/** Everything outside, behind its port, and what the configuration says. */
export interface BotParts extends Omit<JudgingParts, 'loads'> {
  readonly outbox: Outbox
  readonly queue: JobQueue
  readonly bus: Bus
  readonly registry: WorkerRegistry
  /** This process as others see it; what it takes of the work is in it. */
  readonly self: WorkerSelf
  readonly catalog: Catalog
  readonly understand: (text: string, context: DialogueContext, now: Date) => Understanding
  readonly languageOf: (text: string) => Language | undefined
  readonly asking: AskingWords
  readonly readRequest: (request: StructuredRequest) => Understanding
  /** Left out when no language model is configured. */
  readonly reader?: ModelReader
  /** How lists in answers are written. Left out: as tables. */
  readonly writeTable?: WriteTable
  readonly policy: AccessPolicy
  readonly freshPeople?: NonNullable<PermissionsParts['freshPeople']>
  /** Where people's accounts are kept and the console is. Left out: nobody is sent there. */
  readonly accounts?: Omit<AccountParts, 'clock' | 'log' | 'store' | 'tokens'>
  readonly workflows: Workflows
  /** Runs the commands of a team's own workflows. */
  readonly commands: CommandRunner & CommandNotes
  readonly http: HttpCaller
  /** Runs of CI systems, for workflows and builds. */
  readonly ci: CiRunner
  /** Which services a CI system builds. */
  readonly ciBuild: RunParts['ciBuild']
  /** What workflows may use, by name. */
  readonly workflowSecrets: Readonly<Record<string, string>>
  /** Where people are asked about what assistants propose. Undefined: at the terminal, else where the assistant talks. */
  readonly proposalChannel?: ThreadId | undefined
  /** How many steps of each kind this process works on at a time. */
  readonly concurrency: number
  /** These two are left out where nobody looks. */
  readonly metrics?: Metrics | undefined
  readonly tracing?: Tracing | undefined
  /** Connects the chat platforms; from then on they hand over what people say. */
  readonly connect: (inbox: Inbox) => Promise<readonly ConnectedChat[]>
}

export interface Bot {
  readonly platforms: readonly ConnectedChat[]
  readonly permissions: Permissions
  /** Answers by the ids of what is asked. */
  readonly answers: WebAnswers
  /** Takes what a host of repositories reports; what comes of it is in the log. */
  report(delivery: SignedDelivery): Promise<'recorded' | 'duplicate' | 'ignored'>
  /** By why, how many messages of a platform were given up since the start. */
  undelivered(platform: string): Readonly<Record<string, number>>
  /** Resolves when nothing more can be done at this moment. */
  settled(): Promise<void>
  /** Takes nothing new in, lets what is in hand come to a good place, and ends. The store and the queue stay open. */
  stop(): Promise<void>
}

/** Wires the core to its ports and resumes what was in progress when it last stopped. */
export async function startBot(wired: BotParts): Promise<Bot> {
  const given = { ...wired, store: withConfiguredNames(wired.store, wired.policy) }
  const { store, outbox, clock } = given
  const faultIn = faultsTo(given.log)
  const { permissions, patiently, connected } = permissionsOf(given)
  // What shows the work in hand is started after what has it.
  let wakeHeartbeat = (): void => {}
  let wakeCouriers = (): void => {}
  const loads = createInFlight(() => wakeHeartbeat())
  const parts = { ...given, loads, permissions, faultIn, newId }
  const { conversation: model } = parts.models
  const connectedChats = Promise.withResolvers<readonly ConnectedChat[]>()
  let chats: readonly ConnectedChat[] = []
  const { accounts, ...conversing } = parts
  const locales = localesOf(clock)
  const { localeOf } = locales
  const tokens = personalTokensOf({ ...parts, roles: given.policy.roles.map(({ name }) => name) })
  const talking: ConversationParts = {
    ...conversing,
    patiently,
    ...(accounts && { accounts: accountDesk({ ...parts, ...accounts, tokens }, () => chats) }),
    proposals: proposalPlace(given.proposalChannel, connectedChats.promise),
    async updateDraft(message: string, card: Card) {
      await outbox.updateDraft(replyKey(message), card)
      wakeCouriers()
    },
    localeOf,
    thinking: async (thread, words) => chats.find(({ name }) => name === platformOf(thread))?.thinking?.(thread, words),
    risks: riskJudge(parts, 'person'),
    ...(model && { answering: { model, prompts: parts.prompts } }),
  }
  const conversation = startConversation(talking)
  const { message, edited, deleted, press, form, named } = conversation
  const homes = createHome({ ...parts, localeOf, waiting: (by) => waitingCards(parts, by) })
  const platforms = await parts.connect({
    ...{ message, edited, deleted, press, form, named },
    suggest: createSuggest(parts),
    ...homes,
  })
  chats = platforms
  locales.connected(platforms)
  const leaveHomes = followHomes(store, platforms)
  connected(platforms)
  connectedChats.resolve(platforms)
  // Who follows the log first is woken first: a step does not wait for the card that tells of it.
  const runs = startRuns(parts)
  wakeHeartbeat = runs.heartbeat.wake
  const undelivered = countUndelivered(parts.metrics)
  const messaging = startMessaging({ ...parts, undelivered }, platforms)
  wakeCouriers = messaging.wakeCouriers
  const monitors = startMonitors(parts, parts.self.capabilities)
  const follows = startLogFollows({
    ...parts,
    log: store,
    async mayRead({ by: user, groups, language, service, environment }) {
      const asker = { user, groups, ...(language && { language }) }
      const asked = { intent: 'logs.show', effect: 'read' as const, service, environment }
      return (await permissions.decide(asker, asked)).kind === 'allowed'
    },
    async show(follow, card) {
      await outbox.updateDraft(followKey(follow), card)
      wakeCouriers()
    },
    onError: faultIn('log-follows'),
  })
  const names = startLearningNames({
    // A name from the configuration is no answer of the platform's: that is still asked for.
    ...{ log: wired.store, clock, ask: askNames(platforms, clock), named: conversation.named },
    onError: faultIn('learn-names'),
  })
  const expiry = startExpiry(store, clock, faultIn('expiry'))
  const judged = { ...parts, risks: riskJudge(parts, 'background') }
  const approvals = [
    startChangeExpiry(store, clock, faultIn('change-expiry')),
    startGatheringEvidence({ ...parts, onError: faultIn('evidence') }),
    startWatchingPlans({ ...judged, onError: faultIn('plan-watch') }),
    startGateMonitor({ ...judged, onError: faultIn('gate-monitor') }),
  ]
  const schedules = startSchedulesDue({ ...parts, risks: riskJudge(parts, 'background') }, faultIn('schedules'))
  const workflowsDue = startWorkflowsDue({ ...parts, risks: riskJudge(parts, 'background') }, faultIn('workflows-due'))
  const loops: readonly Loop[] = [
    conversation.loop,
    runs.dispatcher,
    runs.resumption,
    runs.cancelAwaited,
    runs.awaitedEvents,
    runs.lockExpiry,
    runs.forgetCommands,
    expiry,
    ...approvals,
    schedules,
    workflowsDue,
    startCodeRules({ ...judged, onError: faultIn('code-rules') }),
    startPostponedReports({ ...judged, onError: faultIn('postponed-reports') }),
    ...monitors,
    follows,
    names,
    ...messaging.loops,
  ]
  const stop = async (): Promise<void> => {
    leaveHomes()
    await Promise.all(platforms.map((platform) => platform.stop()))
    runs.stopCancellations()
    await runs.stopRedispatch()
    for (const loop of [...loops, runs.heartbeat]) await loop.stop()
  }
  for (const { name, startsBlank } of platforms)
    if (startsBlank) await showOpenAgain(parts, name).catch(faultIn('show-open-again'))
  try {
    await Promise.all([runs.startWorker(), conversation.warmUp()])
  } catch (error) {
    await stop()
    throw error
  }
  return {
    platforms,
    permissions,
    answers: createWebAnswers(talking, { press, form }),
    report: (delivery) => takeDelivery(store, clock, delivery),
    undelivered: undelivered.of,
    async settled() {
      for (const loop of loops) await loop.settled()
    },
    stop,
  }
}
