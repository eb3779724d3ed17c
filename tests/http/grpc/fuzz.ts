import { type DescMethod, toBinary } from '@bufbuild/protobuf'
import fc, { type Arbitrary } from 'fast-check'
import { Health } from '../../../adapters/http/grpc/generated/grpc/health/v1/health_pb.ts'
import {
  ConversationService,
  LookupService,
  WorkflowService,
} from '../../../adapters/http/grpc/generated/shipmate/v1/shipmate_pb.ts'
import { anyMessage } from './any-message.ts'
import { type Stage, TASK } from './stage.ts'

interface Shot {
  readonly method: DescMethod
  readonly protocol: 'application/proto' | 'application/connect+proto' | 'application/grpc-web+proto'
  readonly body: Uint8Array
  /** What the message was before it was broken. */
  readonly isWhole: boolean
}

/** Faults, which nobody must see who sends whole messages. What is no message is INTERNAL in gRPC, too. */
const FAULTS: readonly (string | null)[] = ['unknown', 'internal', 'data_loss', '2', '13', '15']
/** What is not answered by then never is. */
const ANSWERED_WITHIN_MS = 30_000
/** A stream that has told nothing by then is asked for its beat. */
const SILENT_MS = 100
const BEAT_EVERY_MS = 15_000

/** Sends so many calls, whole and broken ones, and throws at the first that finds a fault or has no answer. */
export async function fuzz(stage: Stage, session: string, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      anyShot([session, TASK, 'nightly', 'deploy.start', 'service', 'billing', 'active']),
      async (shot) => {
        const said = await fire(stage, shot)
        const name = `${shot.method.parent.typeName}/${shot.method.name}`
        if (stage.faults.length > 0) throw new Error(`${name} has a fault`, { cause: stage.faults[0] })
        if (shot.isWhole && FAULTS.includes(said.code)) throw new Error(`${name} answers ${said.code}: ${said.text}`)
        if (/internal error|on my side/.test(said.text)) throw new Error(`${name} has a fault: ${said.text}`)
        if (said.text.includes('web:token-b')) throw new Error(`${name} shows another's data`)
      },
    ),
    { numRuns: runs, endOnFailure: true },
  )
}

function anyShot(known: readonly string[]): Arbitrary<Shot> {
  const methods = [ConversationService, LookupService, WorkflowService, Health]
    .flatMap((service): readonly DescMethod[] => service.methods)
    // It would close what the others speak in.
    .filter(({ name }) => name !== 'CloseSession')
  return fc.constantFrom(...methods).chain((method) =>
    fc
      .tuple(
        anyMessage(method.input, known),
        fc.boolean(),
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(),
      )
      .map(([message, isWeb, isWhole, changes, cut]): Shot => {
        const isStream = method.methodKind !== 'unary'
        const bytes = toBinary(method.input, message)
        const framed = isWeb || isStream ? frame(bytes) : bytes
        const protocol = isWeb
          ? 'application/grpc-web+proto'
          : isStream
            ? 'application/connect+proto'
            : 'application/proto'
        return { method, protocol, isWhole, body: isWhole ? framed : broken(framed, changes, cut) }
      }),
  )
}

/** With its length before it. */
function frame(bytes: Uint8Array): Uint8Array {
  const framed = new Uint8Array(bytes.length + 5)
  new DataView(framed.buffer).setUint32(1, bytes.length)
  framed.set(bytes, 5)
  return framed
}

/** Some bytes are others, and the end may be missing. */
function broken(bytes: Uint8Array, changes: readonly (readonly [number, number])[], cut: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  for (const [at, byte] of changes) if (copy.length > 0) copy[at % copy.length] = byte
  return copy.slice(0, cut % 3 === 0 ? cut % (copy.length + 1) : copy.length)
}

interface Said {
  /** Of gRPC, or the word of Connect; null where all is well. */
  readonly code: string | null
  readonly text: string
}

async function fire({ url, clock }: Stage, { method, protocol, body }: Shot): Promise<Said> {
  const isStream = method.methodKind !== 'unary'
  const over = new AbortController()
  const beats = isStream ? setInterval(() => clock.pass(BEAT_EVERY_MS), SILENT_MS) : undefined
  try {
    const response = await fetch(`${url}/${method.parent.typeName}/${method.name}`, {
      method: 'POST',
      headers: { authorization: 'Bearer shipmate_a', 'content-type': protocol },
      body: new Uint8Array(body),
      signal: AbortSignal.any([over.signal, AbortSignal.timeout(ANSWERED_WITHIN_MS)]),
    })
    return saidIn(response, isStream ? await firstOf(response) : await response.text())
  } finally {
    clearInterval(beats)
    over.abort()
  }
}

/** A stream need not end: what it brings first is its answer. */
async function firstOf({ body }: Response): Promise<string> {
  const first = await body?.getReader().read()
  return new TextDecoder().decode(first?.value)
}

function saidIn(response: Response, text: string): Said {
  const inText = /"code":"(\w+)"/.exec(text)?.[1] ?? /grpc-status: ?(\d+)/.exec(text)?.[1]
  const message = decodeURIComponent(response.headers.get('grpc-message') ?? '')
  return { code: response.headers.get('grpc-status') ?? inText ?? null, text: text + message }
}
