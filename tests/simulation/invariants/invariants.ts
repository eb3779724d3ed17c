import type { CreateInvariant } from '../invariant.ts'
import { approvedStarts } from './approved-starts.ts'
import { noEffectTwice } from './no-effect-twice.ts'
import { noFreezeCrossed } from './no-freeze-crossed.ts'
import { noLockIgnored } from './no-lock-ignored.ts'
import { noMessageLost } from './no-message-lost.ts'
import { noOwnApproval } from './no-own-approval.ts'
import { noRunLost } from './no-run-lost.ts'
import { oneFinalMessage } from './one-final-message.ts'

/** By what is shown when one does not hold. */
export const INVARIANTS: Readonly<Record<string, CreateInvariant>> = {
  'no effect twice': noEffectTwice,
  'no approval by the asker': noOwnApproval,
  'no start without approvals': approvedStarts,
  'no run lost': noRunLost,
  'no freeze crossed': noFreezeCrossed,
  'no lock ignored': noLockIgnored,
  'no message lost': noMessageLost,
  'one final message a run': oneFinalMessage,
}

/** Checked while buttons are pressed, not by what is seen from outside. */
export const EVERY_PRESS_ANSWERED = 'every press answered'
