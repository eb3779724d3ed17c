import { z } from 'zod'

/** One series of an answer, with its values by seconds since 1970. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>
  readonly values: readonly (readonly [at: number, value: number])[]
}

/** Thrown when Prometheus gave no answer that can be used. The message is a sentence for people. */
export class PrometheusError extends Error {
  override readonly name = 'PrometheusError'
}

export interface PrometheusAccess {
  readonly url: string
  readonly timeoutSeconds: number
  /** Asked for with every question; in no message. */
  readonly token?: () => string
}

export interface PrometheusClient {
  /** @throws {PrometheusError} */
  at(query: string, at: Date): Promise<readonly Series[]>
  /** @throws {PrometheusError} */
  over(query: string, from: Date, to: Date, stepSeconds: number): Promise<readonly Series[]>
}

const LARGEST_ANSWER_BYTES = 2 * 1024 * 1024

const sample = z.tuple([z.number(), z.string().transform(Number)])
const answer = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: sample.optional(),
        values: z.array(sample).optional(),
      }),
    ),
  }),
})

export function createPrometheusClient(access: PrometheusAccess): PrometheusClient {
  const seconds = (at: Date): string => String(at.getTime() / 1000)
  return {
    at: (query, at) => ask(access, 'query', { query, time: seconds(at) }),
    over: (query, from, to, step) =>
      ask(access, 'query_range', { query, start: seconds(from), end: seconds(to), step: String(step) }),
  }
}

async function ask(
  { url, timeoutSeconds, token }: PrometheusAccess,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<readonly Series[]> {
  const signal = AbortSignal.timeout(timeoutSeconds * 1000)
  let text: string
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/api/v1/${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: token ? { authorization: `Bearer ${token()}` } : {},
      redirect: 'error',
      signal,
    })
    if (!response.ok) throw new PrometheusError(refusal(response.status))
    text = await bounded(response)
  } catch (error) {
    if (error instanceof PrometheusError) throw error
    if (signal.aborted) throw new PrometheusError(`Prometheus has not answered within ${timeoutSeconds} s.`)
    throw new PrometheusError('Prometheus cannot be reached.', { cause: error })
  }
  return seriesIn(text)
}

function refusal(status: number): string {
  if (status === 401 || status === 403) return `Prometheus refuses the token (${status}).`
  if (status === 400 || status === 422) return `Prometheus cannot evaluate the query (${status}).`
  return `Prometheus answers with ${status}.`
}

async function bounded({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.length
    if (size > LARGEST_ANSWER_BYTES) throw new PrometheusError('Prometheus sends more than 2 MB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function seriesIn(text: string): readonly Series[] {
  try {
    const { data } = answer.parse(JSON.parse(text))
    return data.result.map(({ metric, value, values }) => ({
      labels: metric,
      values: values ?? (value ? [value] : []),
    }))
  } catch (cause) {
    throw new PrometheusError('Prometheus answers with something that cannot be read.', { cause })
  }
}
