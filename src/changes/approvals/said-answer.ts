import type { ChangeAnswer } from '../../domain/approvals/decide-change.ts'

/** An answer as it was said: conditions are still words. */
export type SaidAnswer =
  | { readonly kind: 'approve'; readonly conditions?: string | undefined }
  | Exclude<ChangeAnswer, { kind: 'approve' }>
