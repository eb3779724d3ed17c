/** `go-with-canary`: to a few users first. */
export type RiskVerdict = 'go' | 'go-with-canary' | 'hold'

/** What a deployment risks, judged before it begins. */
export interface Risk {
  readonly verdict: RiskVerdict
  /** As sentences, the most important first. */
  readonly reasons: readonly string[]
  /** The language model that has judged; the rules have when left out. */
  readonly model?: string
}

/**
 * Why a deployment must be held that its person has not been shown. Whoever has confirmed over a hold has decided about
 * the grounds that stood on the card; new ones are for them to see.
 */
export function unseenHold(seen: Risk | undefined, now: Risk): readonly string[] {
  if (now.verdict !== 'hold') return []
  if (seen?.verdict !== 'hold') return now.reasons
  return now.reasons.filter((reason) => !seen.reasons.includes(reason))
}
