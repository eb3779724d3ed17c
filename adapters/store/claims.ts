/**
 * How an outbox claims. A process that has it alone needs no more than its own clock. Where several share it, their machines'
 * clocks differ, so claims are made and age by the database's; and a row says who claimed it last, since a process that was
 * slow may come to record how its try ended when the claim has passed to another.
 */
export type Claims = { readonly isShared: false } | { readonly isShared: true; readonly by: string }

export const OWN_CLAIMS: Claims = { isShared: false }

/** The moment by which claims are made and age. @param own The parameter that holds it by the clock of this process. */
export const momentOf = ({ isShared }: Claims, own: string): string => (isShared ? 'clock_timestamp()' : own)

/** The parameter of {@link stillHeld}, where there is one. */
export const claimant = (claims: Claims): readonly string[] => (claims.isShared ? [claims.by] : [])

/** No other process has claimed the row since. @param by The parameter that holds the name of this one. */
export const stillHeld = ({ isShared }: Claims, by: string): string =>
  isShared ? `coalesce(claimed_by = ${by}, true)` : 'true'
