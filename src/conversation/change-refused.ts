import type { ChangeResult } from '../changes/approvals/answer-change.ts'
import type { ChangeDecision } from '../domain/approvals/decide-change.ts'
import type { RefusalWhy } from '../domain/refusal.ts'

/** Why an answer to a change request is refused; undefined for what leads to events of its own. */
export function changeRefusedBecause(kind: (ChangeResult | ChangeDecision)['kind']): RefusalWhy | undefined {
  switch (kind) {
    case 'refused':
    case 'may-not':
    case 'own-change':
      return 'not-permitted'
    case 'not-the-asker':
      return 'not-theirs'
    case 'already':
    case 'approved-before':
    case 'ticked-before':
      return 'settled'
    case 'unknown':
    case 'expire':
      return 'outdated'
    case 'accept':
    case 'started':
    case 'recorded':
    case 'declined':
    case 'withdrawn':
    case 'expired':
    case 'moved':
      return undefined
  }
}
