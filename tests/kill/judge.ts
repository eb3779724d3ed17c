/** Something that should have happened once: it did not, or it did more than once. */
export interface Fault {
  readonly kind: 'lost' | 'doubled'
  readonly what: string
}

/** What a flow has left behind, in the thread, in the log and on the host. */
export interface Aftermath {
  readonly kind: 'deploy' | 'rollback'
  readonly events: readonly string[]
  /** Each card of a question, and whether it shows that it is answered. */
  readonly cards: readonly boolean[]
  /** Each status message, and whether it shows the end. */
  readonly statuses: readonly boolean[]
  readonly results: number
  /** All of the bot's messages in the thread. */
  readonly messages: number
  readonly directs: number
  readonly instances: number
  /** What should not be there any more. */
  readonly leftovers: readonly string[]
  readonly serves: string
  readonly shouldServe: string
}

/** What every flow is to leave behind, however often the bot was killed. */
export function judge(after: Aftermath): readonly Fault[] {
  const { kind, events, cards, statuses } = after
  const count = (type: string): number => events.filter((event) => event === type).length
  const badEnds = events.filter((type) => /^cicd\..*\.(failed|cancelled)$/.test(type)).length
  return [
    ...counted('message.received', count('message.received'), 1),
    ...counted('confirmation.given', count('confirmation.given'), 1),
    ...counted('task begun', count(kind === 'deploy' ? 'cicd.deploy.requested' : 'cicd.rollback.triggered'), 1),
    ...counted(`cicd.${kind}.completed`, count(`cicd.${kind}.completed`), 1),
    ...counted('task failed or cancelled', badEnds, 0),
    ...counted('question in the thread', cards.length, 1),
    ...counted('question shown as answered', cards.filter(Boolean).length, 1),
    ...counted('status message', statuses.length, 1),
    ...counted('status message shown as done', statuses.filter(Boolean).length, 1),
    ...counted('final message', after.results, 1),
    ...counted('message in the thread', after.messages, 3),
    ...counted('direct message', after.directs, 1),
    ...counted('instance or rollout on production', after.instances, 1),
    ...after.leftovers.map((what) => ({ kind: 'doubled', what }) as const),
    ...(after.serves === after.shouldServe ? [] : [lost(`${after.shouldServe} is not served: ${after.serves}`)]),
  ]
}

export function lost(what: string): Fault {
  return { kind: 'lost', what }
}

function counted(what: string, count: number, expected: number): readonly Fault[] {
  if (count === expected) return []
  return [{ kind: count < expected ? 'lost' : 'doubled', what: `${what}: ${count} instead of ${expected}` }]
}
