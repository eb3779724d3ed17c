/** From the loosest to the strictest; `go-with-canary`: to a few users first. */
export const RISK_VERDICTS = ['go', 'go-with-canary', 'hold'] as const
export type RiskVerdict = (typeof RISK_VERDICTS)[number]

/** One thing that rules have found to speak against a deployment. */
export interface Ground {
  /** Stays the same when its sentence names another hour or count: `hour`, `failures`. */
  readonly id: string
  readonly sentence: string
}

/** What a deployment risks, judged before it starts. */
export interface Risk {
  readonly verdict: RiskVerdict
  /** As sentences, the most important first. */
  readonly reasons: readonly string[]
  /** What rules hold against it, which stands among the reasons too. Left out in what an older version has noted. */
  readonly grounds?: readonly Ground[]
  /** The rules found nothing against it: its first reason says no more than that. */
  readonly isClear?: true
  /** The language model that has judged; the rules have when left out. */
  readonly model?: string
}

/** The strictest of several judgements, with the reasons of all that are as strict; a model's share in it is kept. */
export function strictest(first: Risk, others: readonly Risk[]): Risk {
  const rank = ({ verdict }: Risk): number => RISK_VERDICTS.indexOf(verdict)
  const top = Math.max(rank(first), ...others.map(rank))
  const [leading, ...rest] = [first, ...others].filter((risk) => rank(risk) === top)
  if (!leading) return first
  const all = [leading, ...rest]
  const model = all.find((risk) => risk.model !== undefined)?.model
  return {
    ...leading,
    reasons: [...new Set(all.flatMap(({ reasons }) => reasons))],
    ...(model !== undefined && { model }),
  }
}

/**
 * Reasons to hold a deployment that its person has not been shown. Whoever confirmed over a hold has decided about the
 * grounds on the card, and must see new ones. A ground that a model says in other words is not new, nor is one whose
 * sentence only has another count.
 */
export function unseenHold(seen: Risk | undefined, now: Risk): readonly string[] {
  if (now.verdict !== 'hold') return []
  if (seen?.verdict !== 'hold') return now.reasons
  const { grounds } = seen
  if (!grounds) return now.reasons.filter((reason) => !seen.reasons.includes(reason))
  const found = now.grounds ?? []
  return found.filter(({ id }) => !grounds.some((known) => known.id === id)).map(({ sentence }) => sentence)
}
