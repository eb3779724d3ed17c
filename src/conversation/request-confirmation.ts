import { confirmationStream } from '../domain/confirmation.ts'
import { type Plan, planHash } from '../domain/plan.ts'
import type { Risk } from '../domain/risk.ts'
import type { Transaction } from '../log/transact.ts'
import type { ConversationParts } from './parts.ts'
import type { Origin } from './start-plan.ts'

/** Puts a plan to the person who asked for it. The plan's hash is what the answer will be held against. */
export function requestConfirmation(
  { clock, newId, settings }: Pick<ConversationParts, 'clock' | 'newId' | 'settings'>,
  transaction: Transaction,
  plan: Plan,
  { by, groups, thread }: Origin,
  rule: string,
  {
    risk,
    note,
    inPlaceOf,
  }: { readonly risk: Risk | undefined; readonly note: string | undefined; readonly inPlaceOf?: string | undefined },
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
    expiresAt: new Date(clock.now().getTime() + settings.confirmationMinutes * 60_000).toISOString(),
    rule,
    ...(note !== undefined && { note }),
    ...(risk && { risk }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
    buttons: { confirm: newId(), cancel: newId() },
  })
}
