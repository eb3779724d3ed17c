import { accessFor } from '../access/plan-access.ts'
import { problemCard, refusalCard, sentenceCard } from '../cards/sentence-card.ts'
import type { ChangeIntent } from '../domain/intents.ts'
import { type DeployPlan, type Plan, planHash } from '../domain/plan.ts'
import { byLabel, confirmations, type PendingMessage, pendingMessages, threadLabel } from '../domain/projections.ts'
import type { Risk } from '../domain/risk.ts'
import { isCorrection, spokenAnswer } from '../domain/spoken-answer.ts'
import type { Slots } from '../domain/understanding.ts'
import { confirmationRule } from './confirmation-policy.ts'
import type { Outcome } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { planFor, wishFrom } from './plans.ts'
import { pondering } from './ponder.ts'
import { type Asking, requestConfirmation, supersede } from './request-confirmation.ts'
import { mendingFor } from './request-drift-fix.ts'
import { withCanaryWhereAdvised } from './rollout.ts'
import { type Origin, startPlan, taskFor } from './start-plan.ts'

/**
 * Makes a change exact, sees whether its person may, and asks for a confirmation or starts it, as the policy says.
 * @param carried What of it was not said just now but before, as a sentence. Its person is always asked about that.
 */
export async function proposeChange(
  parts: ConversationParts,
  message: PendingMessage,
  intent: ChangeIntent,
  slots: Slots,
  model: string | undefined,
  carried?: string,
): Promise<Outcome> {
  const { by, groups, thread } = message
  const origin: Origin = { by, groups, thread }
  const meant =
    intent === 'drift.fix'
      ? await mendingFor(parts, { user: by, groups }, slots)
      : { kind: 'change' as const, intent, slots }
  if (meant.kind === 'reply') return { reply: meant.card }
  const wish = wishFrom(meant.intent, meant.slots)
  if (wish.kind === 'problem') return { reply: problemCard(wish.sentence) }
  const planned = await planFor(wish, parts)
  if (planned.kind === 'problem') return { reply: problemCard(planned.sentence) }
  const { plan } = planned
  const access = await parts.permissions.decide({ user: origin.by, groups: origin.groups }, accessFor(plan))
  if (access.kind === 'refused') return { reply: refusalCard(access.sentence) }
  const risk = await riskOf(parts, plan, message)
  const rule = confirmationRule(plan, parts.settings, model, risk) ?? ruleOfRequest(intent, carried)
  if (rule === undefined) return startAtOnce(parts, message, plan, { ...origin, ...(risk && { risk }) }, planned.note)
  const advised = await asAdvised(parts, plan, risk, message)
  // What it has become by advice may have a reason of its own to be asked about.
  const why = confirmationRule(advised.plan, parts.settings, model, advised.risk) ?? rule
  const note = [planned.note, carried].filter((one) => one !== undefined).join(' ') || undefined
  return askFirst(parts, origin, advised.plan, why, { risk: advised.risk, note, ...dangerOf(intent) })
}

/** A plan for staging may still come of a wish that is hard to undo. */
function dangerOf(intent: ChangeIntent): { readonly danger?: true } {
  return intent === 'drift.fix' ? { danger: true } : {}
}

function ruleOfRequest(intent: ChangeIntent, carried: string | undefined): string | undefined {
  if (intent === 'drift.fix') return 'Asked for in words, mending a drift is always confirmed.'
  return carried === undefined ? undefined : 'You did not say that just now, so please confirm.'
}

async function askFirst(
  parts: ConversationParts,
  origin: Origin,
  plan: Plan,
  rule: string,
  asking: Asking,
): Promise<Outcome> {
  const older = await openForSamePlan(parts, plan, origin)
  return {
    async follow(transaction, inPlaceOf) {
      for (const confirmation of older) await supersede(transaction, confirmation, 'Asked again below.')
      requestConfirmation(parts, transaction, plan, origin, rule, { ...asking, inPlaceOf })
      return undefined
    },
  }
}

/** A model may take its time over it, and its person sees that. */
function riskOf(parts: ConversationParts, plan: Plan, message: PendingMessage): Promise<Risk> | undefined {
  if (plan.kind !== 'deploy') return undefined
  return pondering(parts, message, (asking) => parts.risks.judge(plan, message.correlationId, asking))
}

interface Advised {
  readonly plan: Plan
  readonly risk: Risk | undefined
}

/** Its person sees the strategy that was chosen before anything begins; where nothing is asked, none is chosen. */
async function asAdvised(
  parts: ConversationParts,
  plan: Plan,
  risk: Risk | undefined,
  message: PendingMessage,
): Promise<Advised> {
  if (plan.kind !== 'deploy' || !risk) return { plan, risk }
  const judge = (careful: DeployPlan): Promise<Risk> =>
    pondering(parts, message, (asking) => parts.risks.judge(careful, message.correlationId, asking))
  return withCanaryWhereAdvised({ plan, risk }, parts, judge)
}

async function startAtOnce(
  parts: ConversationParts,
  message: PendingMessage,
  plan: Plan,
  origin: Origin,
  note: string | undefined,
): Promise<Outcome> {
  const task = await taskFor(plan, parts.store)
  const said = note === undefined ? undefined : `${note} Starting.`
  return {
    async follow(transaction, thought) {
      if (await isTakenBack(parts, message)) {
        requestConfirmation(parts, transaction, plan, origin, SPOKE_ON, { risk: origin.risk, note, inPlaceOf: thought })
        return undefined
      }
      const inPlaceOf = said === undefined ? thought : undefined
      const begun = { ...origin, ...(inPlaceOf !== undefined && { inPlaceOf }) }
      const pointless = await startPlan(transaction, plan, task, begun, parts.workflows)
      if (pointless !== undefined) return problemCard(pointless)
      return said === undefined ? undefined : sentenceCard(said)
    },
  }
}

const SPOKE_ON = 'You said something more meanwhile, so please confirm.'

/** Judging may take seconds; a "never mind" of that time is in the log and not dealt with yet. */
async function isTakenBack({ store }: ConversationParts, { message, thread, by }: PendingMessage): Promise<boolean> {
  const waiting = await store.list(pendingMessages)
  const further = waiting.filter((one) => one.thread === thread && one.by === by && one.message !== message)
  return further.some(({ text, request }) => !request && (spokenAnswer(text) === 'no' || isCorrection(text)))
}

/** Asking again leaves one card to answer, not two for the same thing. */
async function openForSamePlan(
  { store }: ConversationParts,
  plan: Plan,
  { thread, by }: Origin,
): Promise<readonly string[]> {
  const open = await store.list(confirmations, { labels: ['open', threadLabel(thread), byLabel(by)] })
  const hash = planHash(plan)
  return open.filter((confirmation) => confirmation.planHash === hash).map(({ confirmation }) => confirmation)
}
