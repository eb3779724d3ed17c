import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

interface Value {
  readonly stringValue?: string
  readonly intValue?: number
  readonly boolValue?: boolean
}

interface Attribute {
  readonly key: string
  readonly value: Value
}

/** What of OTLP's JSON is looked at. */
interface Export {
  readonly resourceSpans?: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly spans: readonly ExportedSpan[] }[]
  }[]
  readonly resourceMetrics?: readonly {
    readonly scopeMetrics: readonly { readonly metrics: readonly { readonly name: string }[] }[]
  }[]
}

interface ExportedSpan {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly kind: number
  readonly attributes: readonly Attribute[]
}

export interface ReceivedSpan extends Omit<ExportedSpan, 'attributes'> {
  readonly facts: Readonly<Record<string, string | number | boolean | undefined>>
  /** Which process sent it. */
  readonly process: string
}

/** A collector that takes OTLP over HTTP in JSON and remembers it. */
export interface OtlpReceiver {
  readonly url: string
  readonly spans: readonly ReceivedSpan[]
  readonly metrics: ReadonlySet<string>
  /** All that was sent, as text. */
  text(): string
  stop(): Promise<void>
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = []
  const metrics = new Set<string>()
  const texts: string[] = []
  const server = createServer(async (request, response) => {
    const sent = (await json(request)) as Export
    texts.push(JSON.stringify(sent))
    for (const { resource, scopeSpans } of sent.resourceSpans ?? []) {
      const process = String(factsOf(resource.attributes)['service.instance.id'])
      const exported = scopeSpans.flatMap((scope) => scope.spans)
      spans.push(...exported.map(({ attributes, ...span }) => ({ ...span, facts: factsOf(attributes), process })))
    }
    for (const { scopeMetrics } of sent.resourceMetrics ?? [])
      for (const { name } of scopeMetrics.flatMap((scope) => scope.metrics)) metrics.add(name)
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    metrics,
    text: () => texts.join('\n'),
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function factsOf(attributes: readonly Attribute[]): ReceivedSpan['facts'] {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.boolValue]),
  )
}
