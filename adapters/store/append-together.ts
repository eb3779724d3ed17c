import type { EventBody } from '../../src/domain/event.ts'
import { type Append, type AppendResult, StoreUnavailableError } from '../../src/ports/event-store.ts'

type Commit<Body extends EventBody> = (appends: readonly Append<Body>[]) => Promise<readonly AppendResult<Body>[]>

interface Waiting<Body extends EventBody> {
  readonly append: Append<Body>
  readonly resolve: (result: AppendResult<Body>) => void
  readonly reject: (fault: unknown) => void
}

/** To write so many takes about a tenth of a second. */
const MOST_TOGETHER = 250

/**
 * Of two who append at the same moment one has to look again, so appends of one process gain nothing from being beside each
 * other. Those that come while one is under way wait here, and then go together: a burst of a thousand
 * messages is a few transactions.
 */
export function appendTogether<Body extends EventBody>(
  commit: Commit<Body>,
): (append: Append<Body>) => Promise<AppendResult<Body>> {
  const waiting: Waiting<Body>[] = []
  let committing = false

  async function commitWaiting(): Promise<void> {
    committing = true
    while (waiting.length > 0) await settle(commit, waiting.splice(0, MOST_TOGETHER))
    committing = false
  }

  return (append) =>
    new Promise((resolve, reject) => {
      waiting.push({ append, resolve, reject })
      if (!committing) void commitWaiting()
    })
}

/** Never throws. What only one of them has done wrong is no fault of the others: then each goes alone. */
async function settle<Body extends EventBody>(commit: Commit<Body>, batch: readonly Waiting<Body>[]): Promise<void> {
  try {
    const results = await commit(batch.map(({ append }) => append))
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as AppendResult<Body>)
  } catch (fault) {
    if (batch.length === 1 || fault instanceof StoreUnavailableError) for (const { reject } of batch) reject(fault)
    else for (const one of batch) await settle(commit, [one])
  }
}
