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
