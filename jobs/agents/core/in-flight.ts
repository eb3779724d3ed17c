/** How much agents have in hand: judgements for which a model is asked. Those of rules are over before anybody looks. */
export interface InFlight {
  inHand(agent: string): number
  /** Counts the work as in hand until it ends. */
  during<Result>(agent: string, work: () => Promise<Result>): Promise<Result>
}

/** @param onChange Called when an agent has more or less in hand than before. */
export function createInFlight(onChange: () => void): InFlight {
  const loads = new Map<string, number>()
  const inHand = (agent: string): number => loads.get(agent) ?? 0
  const count = (agent: string, change: 1 | -1): void => {
    loads.set(agent, inHand(agent) + change)
    onChange()
  }
  return {
    inHand,
    async during(agent, work) {
      count(agent, 1)
      try {
        return await work()
      } finally {
        count(agent, -1)
      }
    },
  }
}
