import { StoreUnavailableError } from '../../src/ports/event-store.ts'

interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (fault: unknown) => void
}

/** To write so many takes about a tenth of a second. */
const MOST_TOGETHER = 250

/**
 * Those who come while one commit is under way wait here, and then go together: a burst of a thousand messages is a few
 * transactions. Two who append at the same moment would gain nothing from being beside each other: one has to look again.
 *
 * @param commit Gives a result for each item, in their order.
 */
export function groupCommit<Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  let committing = false

  async function commitWaiting(): Promise<void> {
    committing = true
    while (waiting.length > 0) await settle(commit, waiting.splice(0, MOST_TOGETHER))
    committing = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!committing) void commitWaiting()
    })
}

/** Never throws. What only one of them has done wrong is no fault of the others: then each goes alone. */
async function settle<Item, Result>(
  commit: (items: readonly Item[]) => Promise<readonly Result[]>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await commit(batch.map(({ item }) => item))
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
  } catch (fault) {
    if (batch.length === 1 || fault instanceof StoreUnavailableError) for (const { reject } of batch) reject(fault)
    else for (const one of batch) await settle(commit, [one])
  }
}
