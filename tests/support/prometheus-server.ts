import { createServer } from 'node:http'
import { onTestFinished } from 'vitest'

/** One request of a user, as a service would have counted it. */
interface CountedRequest {
  readonly labels: Readonly<Record<string, string>>
  /** Milliseconds since 1970. */
  readonly at: number
  readonly seconds: number
}

export interface PrometheusServer {
  readonly url: string
  readonly count: (request: CountedRequest) => void
  /** Answers every question so from now on. */
  readonly answers: (status: number, body?: string) => void
  /** Answers nothing from now on. */
  readonly hangs: () => void
  readonly queries: readonly string[]
  readonly authorizations: readonly (string | undefined)[]
}

const BOUNDS = ['0.1', '0.5', '1', '+Inf']
const QUERY =
  /^sum( by \(le\))? ?\(increase\((http_requests_total|http_request_duration_seconds_bucket)\{(.*)\}\[(\d+)s\]\)\)$/
const MATCHER = /(\w+)(=~|=)"((?:[^"\\]|\\.)*)",?/gy

/** Speaks the part of Prometheus' HTTP API and of PromQL that the usual queries need, without extrapolating. */
export async function startPrometheus(): Promise<PrometheusServer> {
  const counted: CountedRequest[] = []
  const queries: string[] = []
  const authorizations: (string | undefined)[] = []
  let fixed: { readonly status: number; readonly body: string } | 'hangs' | undefined
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const form = new URLSearchParams(text)
    const query = form.get('query') ?? ''
    queries.push(query)
    authorizations.push(request.headers.authorization)
    if (fixed === 'hangs') return
    const { status, body } = fixed ?? answerTo(request.url ?? '', query, form, counted)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    count: (one) => counted.push(one),
    answers(status, body = '') {
      fixed = { status, body }
    },
    hangs() {
      fixed = 'hangs'
    },
    queries,
    authorizations,
  }
}

function answerTo(path: string, query: string, form: URLSearchParams, counted: readonly CountedRequest[]) {
  const parsed = QUERY.exec(query)
  if (!parsed) return { status: 400, body: JSON.stringify({ status: 'error', errorType: 'bad_data', error: 'parse' }) }
  const [, byLe, , labels = '', seconds = '0'] = parsed
  const own = counted.filter((one) => [...labels.matchAll(MATCHER)].every((match) => matches(one, match)))
  const valueAt = (at: number, le: string): number =>
    own.filter(
      (one) =>
        one.at > at - Number(seconds) * 1_000 && one.at <= at && one.seconds <= Number(le.replace('+Inf', 'Infinity')),
    ).length
  const series = own.length === 0 ? [] : byLe ? BOUNDS : ['+Inf']
  const result = series.map((le) => {
    const metric = byLe ? { le } : {}
    if (path === '/api/v1/query') return { metric, value: sampleAt(Number(form.get('time')), (at) => valueAt(at, le)) }
    const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(form.get(name)))
    const count = Math.floor(((end ?? 0) - (start ?? 0)) / (step ?? 1)) + 1
    const times = Array.from({ length: count }, (_, index) => (start ?? 0) + index * (step ?? 1))
    const first = Math.min(...own.map(({ at }) => at)) / 1_000
    const seen = times.filter((time) => time >= first)
    return { metric, values: seen.map((time) => sampleAt(time, (at) => valueAt(at, le))) }
  })
  return { status: 200, body: JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }) }
}

const sampleAt = (time: number, value: (at: number) => number) => [time, String(value(time * 1_000))]

function matches({ labels }: CountedRequest, [, name = '', sign, quoted = '']: RegExpMatchArray): boolean {
  const value = JSON.parse(`"${quoted}"`) as string
  const own = labels[name] ?? ''
  return sign === '=' ? own === value : new RegExp(`^(?:${value})$`).test(own)
}
