import type { ChangeAnswer } from '../../domain/approvals/decide-change.ts'
import type { ChangeRequest, ChangeState } from '../../domain/change-request.ts'
import type { TaskId, UserId } from '../../domain/ids.ts'

/** What came of an answer. Sentences are for people. */
export type ChangeResult =
  | { readonly kind: 'started'; readonly task: TaskId | undefined; readonly brokeGlass: boolean }
  /** Recorded; so many approvals are missing, and so many conditions are to be ticked off. */
  | { readonly kind: 'recorded'; readonly missing: number; readonly unticked: number }
  | { readonly kind: 'declined' | 'withdrawn' | 'expired' | 'unknown' }
  | { readonly kind: 'moved'; readonly reason: string; readonly askedAgain: boolean }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'own-change' | 'no-reason' | 'others-can' | 'approved-before' | 'ticked-before' }
  | { readonly kind: 'not-the-asker'; readonly asker: UserId }
  | { readonly kind: 'may-not'; readonly change: ChangeRequest; readonly answer: ChangeAnswer['kind'] }
  | {
      readonly kind: 'already'
      readonly change: ChangeRequest
      readonly state: Exclude<ChangeState, { kind: 'pending' }>
    }
