import { accessFor } from '../access/plan-access.ts'
import { confirmationStream } from '../domain/confirmation.ts'
import { confirmationFrom } from '../domain/histories.ts'
import { type DeployPlan, type Plan, planHash } from '../domain/plan.ts'
import { byLabel, confirmations, type PendingMessage, threadLabel } from '../domain/projections.ts'
import type { Risk } from '../domain/risk.ts'
import type { Slots } from '../domain/understanding.ts'
import type { Transaction } from '../log/transact.ts'
import type { ChangeIntent } from './abilities.ts'
import { problemCard, refusalCard, sentenceCard } from './cards/sentence-card.ts'
import { confirmationRule } from './confirmation-policy.ts'
import { mendingFor } from './mend-drift.ts'
import type { Outcome } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { planFor, wishFrom } from './plans.ts'
import { pondering } from './ponder.ts'
import { requestConfirmation } from './request-confirmation.ts'
import { withCanaryWhereAdvised } from './rollout.ts'
import { type Origin, startPlan, taskFor } from './start-plan.ts'

/**
 * Makes a change exact, sees whether its person may, and asks for a confirmation or starts it, as the policy says.
 * @param note What of it was not said in so many words: one more line for the confirmation.
 */
export async function proposeChange(
  parts: ConversationParts,
  message: PendingMessage,
  intent: ChangeIntent,
  slots: Slots,
  model: string | undefined,
  note?: string,
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
  const rule =
    confirmationRule(plan, parts.settings, model, risk) ?? (intent === 'drift.fix' ? MENDING_RULE : undefined)
  if (rule === undefined) return startAtOnce(parts, plan, { ...origin, ...(risk && { risk }) }, planned.note, note)
  const asked = await asAdvised(parts, plan, risk, message)
  // What it has become by advice may have a reason of its own to be asked about.
  const why = confirmationRule(asked.plan, parts.settings, model, asked.risk) ?? rule
  return askFirst(parts, origin, asked, why, [planned.note, note])
}

async function askFirst(
  parts: ConversationParts,
  origin: Origin,
  { plan, risk }: Advised,
  rule: string,
  notes: readonly (string | undefined)[],
): Promise<Outcome> {
  const older = await openForSamePlan(parts, plan, origin)
  const note = notes.filter((one) => one !== undefined).join(' ') || undefined
  return {
    async follow(transaction, inPlaceOf) {
      for (const confirmation of older) await replace(transaction, confirmation)
      requestConfirmation(parts, transaction, plan, origin, rule, { risk, note, inPlaceOf })
      return undefined
    },
  }
}

const MENDING_RULE = 'Asked for in words, mending a drift is always confirmed.'

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
  plan: Plan,
  origin: Origin,
  planNote: string | undefined,
  note: string | undefined,
): Promise<Outcome> {
  const task = await taskFor(plan, parts.store)
  // What was not said in so many words is shown where no confirmation shows it.
  const said = planNote === undefined ? note && BEGINS : `${planNote} ${BEGINS}`
  return {
    async follow(transaction, thought) {
      const inPlaceOf = said === undefined ? thought : undefined
      const begun = { ...origin, ...(inPlaceOf !== undefined && { inPlaceOf }) }
      const pointless = await startPlan(transaction, plan, task, begun, parts.workflows)
      if (pointless !== undefined) return problemCard(pointless)
      return said === undefined ? undefined : sentenceCard(said)
    },
  }
}

const BEGINS = 'This needs no confirmation, so I begin.'

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

async function replace(transaction: Transaction, confirmation: string): Promise<void> {
  const stream = confirmationStream(confirmation)
  if (confirmationFrom(await transaction.read(stream))?.state.kind !== 'open') return
  transaction.append(stream, { type: 'confirmation.superseded', confirmation, reason: 'Asked again below.' })
}
