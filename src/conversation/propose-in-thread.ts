import { type ChangeIntent, changeCapability } from '../capabilities/capabilities.ts'
import { problemCard, refusalCard, sentenceCard } from '../cards/sentence-card.ts'
import type { Actor } from '../changes/actor.ts'
import {
  confirmFirst,
  type Proposal,
  type Proposed,
  proposeChange,
  type StartProposal,
  startAtOnce,
} from '../changes/propose.ts'
import type { UserId } from '../domain/ids.ts'
import type { Plan } from '../domain/plan.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import { type PendingMessage, pendingMessages } from '../domain/projections.ts'
import type { Risk } from '../domain/risk.ts'
import { isCorrection, spokenAnswer } from '../domain/spoken-answer.ts'
import type { TellOn } from '../domain/tell-on.ts'
import type { Slots, Understanding } from '../domain/understanding.ts'
import { noTracing } from '../ports/tracing.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { assistantRefusal, proposeToPeople } from './assistant-proposals.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { withSaidReason } from './said-reason.ts'
import { settleChange } from './settle-change.ts'
import { settleStep } from './settle-step.ts'
import { showThinking } from './show-thinking.ts'
import { submitConfirmed } from './submit-confirmed.ts'

/** A change that a message asks for. */
export interface AskedChange {
  readonly intent: ChangeIntent
  readonly slots: Slots
  /** As it was read. */
  readonly understanding?: Understanding | undefined
  readonly model?: string | undefined
  /** What of it was not said just now, but before or not at all, as a sentence. Its person is always asked about that. */
  readonly carried?: string | undefined
  /** What the message says besides, as a sentence. Its person is always asked whether the rest is what they want. */
  readonly ignored?: string | undefined
  /** Who else is told how it ends. */
  readonly tell?: readonly UserId[] | undefined
  /** Of which end; absent: of any. */
  readonly tellOn?: TellOn | undefined
  /** Says so on the card. */
  readonly telling?: string | undefined
  /** The part of it that no status card shows. */
  readonly untold?: string | undefined
}

/** Proposes a change that a message asks for: its person is told why not, asks for a confirmation or starts it. */
export async function proposeInThread(
  parts: ConversationParts,
  message: PendingMessage,
  { intent, slots, understanding, model, carried, ignored, tell, tellOn, telling, untold }: AskedChange,
): Promise<Outcome> {
  const { by, groups, language, timeZone, text } = message
  const { rule } = textsIn(language).plans
  const said = withSaidReason(intent, slots, text)
  const wanted = await changeCapability(intent).want(parts, { user: by, groups, language, timeZone }, said)
  if (wanted.kind === 'reply') return replyWith(wanted.card)
  if (message.proposal && wanted.kind !== 'change') return replyWith(assistantRefusal(textsIn(language)))
  if (wanted.kind === 'answer-change') {
    const isExact = understanding?.via === 'request' || slots.verdict !== undefined
    if (isExact && model === undefined) return settleChange(parts, message, wanted, slots)
    return replyWith(sentenceCard(textsIn(language).changes.answer.sayExactly(wanted)))
  }
  if (wanted.kind === 'answer-step') {
    // Nobody but its person, in so many words: neither a likeness nor a model.
    if (slots.verdict !== undefined && model === undefined) return settleStep(parts, message, wanted)
    return replyWith(sentenceCard(textsIn(language).changes.answer.sayExactly({ change: wanted.task })))
  }
  if (wanted.kind === 'submit-confirmed') return submitConfirmed(parts, message, wanted)
  const unsaid = carried === undefined ? undefined : rule.notSaidJustNow
  const besides = ignored === undefined ? undefined : rule.saidMore
  const proposed = {
    ...wanted,
    model,
    carried: [ignored, carried, telling].filter((one) => one !== undefined).join(' ') || undefined,
    untold,
    alwaysConfirm: wanted.alwaysConfirm ?? besides ?? unsaid,
  }
  return proposeRequest(parts, message, proposed, { tell, tellOn })
}

/** The same for a request that no intent of the catalog stands for. */
export async function proposeRequest(
  parts: ConversationParts,
  message: PendingMessage,
  proposed: Omit<Proposed, 'assess'>,
  told: Pick<AskedChange, 'tell' | 'tellOn'> = {},
): Promise<Outcome> {
  const { by, groups, thread, language } = message
  const actor = { by, groups, thread, language, ...told }
  const { tracing = noTracing } = parts
  const alwaysConfirm = message.proposal ? textsIn(language).plans.rule.proposed : proposed.alwaysConfirm
  const proposal = await tracing.inSpan('plan', { correlationId: message.correlationId }, (span) =>
    proposeChange(parts, actor, {
      ...proposed,
      alwaysConfirm,
      assess(plan) {
        span.add({ 'shipmate.service': plan.service, 'shipmate.environment': plan.environment })
        return assess(parts, plan, message)
      },
    }),
  )
  return outcomeOf(parts, message, actor, proposal)
}

/** Shows “Let me think…” while a model assesses the risk. */
function assess(parts: ConversationParts, plan: DeployPlan, message: PendingMessage): Promise<Risk> {
  return showThinking(parts, message, (asking) => parts.risks.judge(plan, message.correlationId, asking))
}

function outcomeOf(
  parts: ConversationParts,
  message: PendingMessage,
  actor: Actor,
  proposal: Proposal,
): Outcome | Promise<Outcome> {
  switch (proposal.kind) {
    case 'problem':
      return replyWith({
        ...problemCard(proposal.sentence),
        ...(proposal.stops && { refuses: { why: 'stopped', reason: proposal.sentence } }),
        ...(proposal.hides !== undefined && { refuses: { why: 'not-permitted', reason: proposal.hides } }),
      })
    case 'refused':
      return replyWith(refusalCard(proposal.sentence, textsIn(message.language)))
    case 'confirm':
      if (message.proposal) return proposeToPeople(parts, { ...message, proposal: message.proposal }, actor, proposal)
      return async (transaction, thought) => {
        await confirmFirst(parts, transaction, actor, proposal, thought)
        return undefined
      }
    case 'start':
      return startNow(parts, message, actor, proposal)
  }
}

function startNow(parts: ConversationParts, message: PendingMessage, actor: Actor, proposal: StartProposal): Outcome {
  const { note, plan } = proposal
  const texts = textsIn(message.language)
  const { plans } = texts
  const said = note === undefined ? doneAtOnce(plan, texts) : `${note} ${plans.note.starting}`
  return async (transaction, thought) => {
    if (await isTakenBack(parts, message)) {
      await confirmFirst(
        parts,
        transaction,
        actor,
        { ...proposal, rule: plans.rule.spokeOn, danger: undefined },
        thought,
      )
      return undefined
    }
    const inPlaceOf = said === undefined ? thought : undefined
    const pointless = await startAtOnce(parts, transaction, actor, proposal, inPlaceOf)
    if (pointless !== undefined) return problemCard(pointless)
    return said === undefined ? undefined : sentenceCard(said)
  }
}

/** What is done with its start and has no card of its own: without an answer nobody there would hear of it. */
function doneAtOnce(plan: Plan, { gates, formats }: Texts): string | undefined {
  if (plan.kind !== 'unlock') return undefined
  const places = formats.allOf(plan.locks.map(({ environment }) => environment))
  return gates.lock.unlockedNow({ service: plan.service, places })
}

/** Assessing may take seconds; a "never mind" of that time is in the log and not dealt with yet. */
async function isTakenBack({ store }: ConversationParts, { message, thread, by }: PendingMessage): Promise<boolean> {
  const waiting = await store.list(pendingMessages)
  const further = waiting.filter((one) => one.thread === thread && one.by === by && one.message !== message)
  return further.some(({ text, request }) => !request && (spokenAnswer(text) === 'no' || isCorrection(text)))
}
