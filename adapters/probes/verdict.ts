/** Type-checks as the `Verdict` of the doctor, which the probes know nothing of. */
export type Verdict =
  | { readonly state: 'ok'; readonly sentence: string }
  | { readonly state: 'failed'; readonly sentence: string; readonly remedy?: string }

export function ok(sentence: string): Verdict {
  return { state: 'ok', sentence }
}

export function failed(sentence: string, remedy?: string): Verdict {
  return { state: 'failed', sentence, ...(remedy !== undefined && { remedy }) }
}

/** Why something failed, in the words of whoever knew best: clients wrap the network's errors in their own. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause !== undefined) return reasonOf(error.cause)
  const [first] = error instanceof AggregateError ? error.errors : []
  return first === undefined ? error.message.replace(/\.$/, '') : reasonOf(first)
}
