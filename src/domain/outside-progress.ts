/** A host has signed that something it works on has come further. What it says of it is not believed: whoever waits looks. */
export interface OutsideProgress {
  readonly host: 'github' | 'gitlab'
  /** As the host counts the delivery. Nothing signs it. */
  readonly delivery: string
  /** Of what was signed. Hex digits. */
  readonly digest: string
  /** Under which steps may wait for it, such as `github:acme/payments:run:900`. */
  readonly names: readonly string[]
}
