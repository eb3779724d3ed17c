import type { Block } from '../../domain/card.ts'
import type { DecidingAgent, RegisteredWorker } from '../../domain/worker.ts'
import type { Texts } from '../../texts/texts.ts'

interface Seen extends DecidingAgent {
  /** The processes that it is in. */
  readonly within: readonly string[]
}

/** The agents that judge: for what, with which model, how busy each is, and in which processes. No blocks when nobody says. */
export function decidingBlocks(processes: readonly RegisteredWorker[], { agents: words }: Texts): readonly Block[] {
  const agents = together(processes.filter(({ state }) => state === 'live'))
  if (agents.length === 0) return []
  return [
    { kind: 'text', text: words.judging },
    {
      kind: 'table',
      columns: Object.values(words.agents),
      rows: agents.map(({ name, capabilities, model, inHand, within }) => [
        name,
        capabilities.join(', '),
        model === undefined ? words.itsRules : words.modelWithinRules({ model }),
        String(inHand),
        [...new Set(within)].join(', '),
      ]),
    },
  ]
}

/** One row for what is the same in several processes. */
function together(processes: readonly RegisteredWorker[]): readonly Seen[] {
  const rows = new Map<string, Seen>()
  for (const { name: process, deciding = [] } of processes) {
    for (const agent of deciding) {
      const key = JSON.stringify([agent.name, agent.capabilities, agent.model])
      const before = rows.get(key)
      rows.set(key, {
        ...agent,
        inHand: agent.inHand + (before?.inHand ?? 0),
        within: [...(before?.within ?? []), process],
      })
    }
  }
  return [...rows.values()]
}
