/** How many instances of a service there are to be at one place. */
export interface Scale {
  readonly count: number
  /** How many of them serve. */
  readonly ready?: number
  /** Who else changes the number, and within which bounds; `by` as people call it: "the autoscaler". */
  readonly bounds?: { readonly min: number; readonly max: number; readonly by: string }
}
