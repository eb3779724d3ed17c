/** What the API answers when something went wrong; its message is a sentence for the person. */
export class Problem extends Error {
  /** HTTP status; 0 when nothing was answered at all. */
  readonly status: number
  /** A word for programs, such as `not_allowed`. */
  readonly code: string
  constructor(sentence: string, status: number, code: string) {
    super(sentence)
    this.status = status
    this.code = code
  }
}

/** Answers that are no problem as the API writes them come from a proxy, or from a bot that is not there. */
export function problemFrom(status: number, body: unknown): Problem {
  const { detail, code } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  if (typeof detail === 'string' && typeof code === 'string') return new Problem(detail, status, code)
  return new Problem(`Shipmate answered with ${status} and no reason. Try again in a minute.`, status, 'unknown')
}

/** @param asked `look`: it is looked up again by itself; `send`: nobody knows whether it arrived. */
export const unreachable = (asked: 'look' | 'send'): Problem =>
  new Problem(`Shipmate does not answer. ${WHAT_NOW[asked]}`, 0, 'unreachable')

const WHAT_NOW = {
  look: 'The console tries again by itself.',
  send: 'Once it does, look whether this was done; if not, do it again.',
} as const

/** One sentence for whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Problem ? error.message : `The console has a fault: ${String(error)}`
}
