import { deployRequest } from '../../changes/plans/deploy.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ChangeCapability } from '../capability.ts'

/** A deployment that others are asked about, whatever the policy says. */
export const changeSubmit = {
  intent: 'change.submit',
  effect: 'change',
  spokenOf: /\bsubmit|\bapproval|\bfreigabe|\baprobaci[oó]n/i,
  async want(_, { language }, slots) {
    const texts = textsIn(language)
    if (slots.confirmation !== undefined)
      return { kind: 'submit-confirmed', confirmation: String(slots.confirmation), reason: String(slots.reason ?? '') }
    return {
      kind: 'change',
      request: deployRequest(slots, texts),
      alwaysConfirm: texts.changes.submitted,
      submitted: slots.reason === undefined ? {} : { reason: String(slots.reason) },
    }
  },
} as const satisfies ChangeCapability
