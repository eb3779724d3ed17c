import type { MadeProposal } from '../domain/assistant-proposal.ts'
import { type ApprovalDemand, type Confirmation, confirmationStream } from '../domain/confirmation.ts'
import type { LockId } from '../domain/gates/place-lock.ts'
import { confirmationFrom } from '../domain/histories.ts'
import { type Plan, planHash } from '../domain/plan.ts'
import type { Risk } from '../domain/risk.ts'
import type { Transaction } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { Actor } from './actor.ts'
import type { ChangeParts } from './parts.ts'

/** Shown on the card besides the plan. */
export interface Asking {
  readonly risk?: Risk | undefined
  readonly note?: string | undefined
  readonly danger?: true | undefined
  readonly approval?: ApprovalDemand | undefined
  readonly proposal?: MadeProposal | undefined
  readonly again?: string
  readonly waitsFor?: LockId | undefined
  readonly inPlaceOf?: string | undefined
}

/** Asks the requester to confirm a plan. The answer is checked against the plan's hash. */
export function requestConfirmation(
  { clock, newId, settings }: Pick<ChangeParts, 'clock' | 'newId' | 'settings'>,
  transaction: Transaction,
  plan: Plan,
  { by, groups, thread, language, tell = [], tellOn }: Actor,
  rule: string,
  { risk, note, danger, approval, proposal, again, inPlaceOf, waitsFor }: Asking,
): void {
  const confirmation = newId()
  transaction.append(confirmationStream(confirmation), {
    type: 'confirmation.requested',
    confirmation,
    plan,
    planHash: planHash(plan),
    thread,
    by,
    groups,
    ...(language && { language }),
    expiresAt: new Date(clock.now().getTime() + settings.confirmationMinutes * 60_000).toISOString(),
    rule,
    ...(note !== undefined && { note }),
    ...(tell.length > 0 && { tell, ...(tellOn && { tellOn }) }),
    ...(risk && { risk }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
    ...(danger && { danger }),
    ...(approval && { approval }),
    ...(proposal && { proposal }),
    ...(again !== undefined && { again }),
    ...(waitsFor !== undefined && { waitsFor }),
    buttons: {
      confirm: newId(),
      cancel: newId(),
      ...(approval && approval.reason === undefined && { reason: newId() }),
    },
  })
}

/** Repeats the question at the end of the thread; the older card says so. */
export async function askAgain(
  parts: Pick<ChangeParts, 'clock' | 'newId' | 'settings'>,
  transaction: Transaction,
  { confirmation, language }: Confirmation,
  again: string,
): Promise<void> {
  const present = await supersede(transaction, confirmation, textsIn(language).confirmations.superseded.askedAgain)
  if (!present) return
  const { plan, rule, risk, note, danger, approval, proposal, waitsFor } = present
  const asking = { risk, note, danger, approval, proposal, again, waitsFor }
  requestConfirmation(parts, transaction, plan, present, rule, asking)
}

/** Closes an open question because something replaces it. Returns it, or undefined when it was no longer open. */
export async function supersede(
  transaction: Transaction,
  confirmation: string,
  reason: string,
): Promise<Confirmation | undefined> {
  const stream = confirmationStream(confirmation)
  const present = confirmationFrom(await transaction.read(stream))
  if (present?.state.kind !== 'open') return undefined
  transaction.append(stream, { type: 'confirmation.superseded', confirmation, reason })
  return present
}
