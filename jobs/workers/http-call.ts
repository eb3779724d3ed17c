import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { HttpInputs, StepDefinition } from '../../src/domain/workflows/definition.ts'
import { NO_PROGRESS } from '../../src/domain/workflows/progress.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { runMark } from '../../src/domain/workflows/run-mark.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { HttpCaller } from '../../src/ports/http-caller.ts'
import type { Secrets } from './command.ts'
import { filledBody, leadsElsewhere } from './filled-values.ts'
import type { Assignment } from './step-worker.ts'

export interface HttpParts {
  readonly http: HttpCaller
  readonly secrets: Secrets
  /** Takes secrets out of what people are going to read. */
  readonly redact: (text: string) => string
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones.
const NOT_IN_HEADERS = /[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/
const USUAL_TIMEOUT_MS = 30_000
const SHOWN_CHARACTERS = 2_000
const MOST_OUTPUTS = 32
const LONGEST_OUTPUT = 4_000

/** Asks an address. Asked again after a crash, the receiver can tell by the key that it is the same request. */
export async function httpCall(
  { http, secrets, redact }: HttpParts,
  { run, step, signal }: Assignment,
  own: StepDefinition & { readonly uses: 'http' },
): Promise<StepOutcome> {
  const { method, url, headers, body, expect } = own.with
  const values = valuesOf(run, step.id)
  const withSecrets = { ...values, secrets }
  const refused = { kind: 'failed', nextStep: 'Ask again with other values.' } as const
  if (leadsElsewhere(url, values))
    return { ...refused, reason: 'A value in its address is empty, “.” or “..”, which would lead it elsewhere.' }
  const filled = body === undefined ? '' : filledBody(body, values)
  if (filled === undefined)
    return { ...refused, reason: 'A value in its body is not JSON, and no quotes are around it.' }
  const carried = Object.entries(headers).map(([name, text]) => [name, fill(text, withSecrets)] as const)
  // Such a value would end the header, or is none that a header may hold.
  if (carried.some(([, value]) => NOT_IN_HEADERS.test(value)))
    return {
      ...refused,
      reason: 'A value in its headers holds a line break or another character that no header can hold.',
    }
  const { retries, unanswered } = run.progress ?? NO_PROGRESS
  // What had no answer may have been taken all the same: it is sent again as the same request.
  const attempt = (retries[step.id] ?? 0) - (unanswered?.[step.id] ?? 0) + 1
  const answer = await http.call(
    {
      method,
      url: fill(url, values, encodeURIComponent),
      headers: {
        'idempotency-key': `${runMark(run)}-${step.id}-${attempt}`,
        ...Object.fromEntries(carried),
      },
      ...(body !== undefined && { body: filled }),
      timeoutMs: own.timeoutMs ?? USUAL_TIMEOUT_MS,
    },
    signal,
  )
  // What has been done counts, so that it can be undone.
  if (answer.kind === 'answered' && isExpected(answer.status, expect))
    return { kind: 'done', outputs: outputsOf(answer.status, redact(answer.body)) }
  if (signal.aborted) return { kind: 'cancelled' }
  const nextStep = `Look at what it answers, then say “retry ${run.task}”.`
  if (answer.kind === 'unreachable') return { kind: 'failed', reason: answer.sentence, nextStep, unclear: 'unanswered' }
  const logTail = redact(answer.body).slice(0, SHOWN_CHARACTERS)
  return { kind: 'failed', reason: `It answered ${answer.status}.`, nextStep, ...(logTail !== '' && { logTail }) }
}

function isExpected(status: number, expect: HttpInputs['expect']): boolean {
  return expect ? expect.includes(status) : status >= 200 && status < 300
}

/** The status, and what a JSON object says at its top. */
function outputsOf(status: number, body: string): Record<string, string> {
  const said = fieldsOf(body).slice(0, MOST_OUTPUTS)
  const texts = said.map(([name, value]) => [name, String(value).slice(0, LONGEST_OUTPUT)])
  return { ...Object.fromEntries(texts), status: String(status) }
}

function fieldsOf(body: string): readonly (readonly [string, unknown])[] {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return []
    return Object.entries(parsed).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
  } catch {
    return []
  }
}
