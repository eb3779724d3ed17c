import { type Message, Ollama } from 'ollama'
import {
  type LanguageModel,
  type ModelMessage,
  type ModelRequest,
  ModelUnavailableError,
  type ToolCall,
} from '../../src/ports/language-model.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { abortedBecause, asUnavailable, failureOfStatus, limitOf } from './failure.ts'
import { type Piece, readStream } from './read-stream.ts'
import { asFunction, inputFrom, newCallId } from './tool-calls.ts'

export interface OllamaModelConfig {
  /** `http://127.0.0.1:11434`, or `https://ollama.com` for the cloud. */
  readonly host: string
  /** Bearer key; the cloud and guarded servers want one. */
  readonly key?: string
  /** `qwen3:8b`. */
  readonly model: string
}

/** Loading a model takes seconds, so it stays loaded between two questions of a working day. */
const KEEP_ALIVE = '30m'

/** A model of Ollama, on this host or any other or in its cloud. */
export interface OllamaModel extends LanguageModel {
  /** Has the model loaded, so that the first question need not wait for that. Ends quietly when it cannot be. */
  warmUp(): Promise<void>
}

export function createOllamaModel(config: OllamaModelConfig): OllamaModel {
  let warming: Promise<void> | undefined
  const warmUp = (): Promise<void> => {
    warming ??= load(config).finally(() => {
      warming = undefined
    })
    return warming
  }
  return {
    name: config.model,
    warmUp,
    async complete(request) {
      const signal = limitOf(request)
      try {
        const reply = await readStream(await begin(config, request, signal), request, config.model)
        if (signal.aborted) throw abortedBecause(signal)
        return reply
      } catch (error) {
        // With the server reached, what is left is an error line in the middle of the stream.
        const failure = asUnavailable(error, signal, 'failed')
        // Hanging up ends the loading too, so a model that takes longer than people wait would never be there.
        if (failure.failure === 'timed-out') void warmUp()
        throw failure
      }
    },
  }
}

/** Loading gigabytes from a slow disk; Ollama gives up after as long. */
const LOAD_WITHIN_MS = 5 * 60_000

async function load(config: OllamaModelConfig): Promise<void> {
  const { model } = config
  const client = clientFor(config, AbortSignal.timeout(LOAD_WITHIN_MS))
  const loaded = client.generate({ model, prompt: '', keep_alive: KEEP_ALIVE, options: { num_ctx: CONTEXT_STEP } })
  await loaded.catch(() => {})
}

function clientFor({ host, key }: OllamaModelConfig, signal: AbortSignal): Ollama {
  return new Ollama({
    host,
    ...(key !== undefined && { headers: { Authorization: `Bearer ${key}` } }),
    fetch: (input, init) => fetchOrSayWhy(input, { ...init, signal }),
  })
}

async function begin(
  config: OllamaModelConfig,
  request: ModelRequest,
  signal: AbortSignal,
): Promise<AsyncIterable<Piece>> {
  const { messages, schema, tools = [], maxTokens } = request
  const stream = await clientFor(config, signal).chat({
    model: config.model,
    messages: messages.map(asOllama),
    stream: true,
    // Thoughts cost the seconds that people wait. Models that do not think take no notice.
    think: false,
    keep_alive: KEEP_ALIVE,
    options: { temperature: 0, num_predict: maxTokens, num_ctx: contextFor(request) },
    ...(tools.length > 0 && { tools: tools.map(asFunction) }),
    ...(schema && { format: schema.schema }),
  })
  return piecesOf(stream)
}

/** Ollama loads the model again for each new context size, so there are few sizes. */
const CONTEXT_STEP = 4_096
/** Fewer than tokens have on average, JSON included, so that nothing is cut off: Ollama would not say so. */
const CHARACTERS_A_TOKEN = 2.5

function contextFor({ messages, tools = [], maxTokens }: ModelRequest): number {
  const characters = JSON.stringify(tools).length + messages.map(lengthOf).reduce((sum, length) => sum + length, 0)
  return Math.ceil((characters / CHARACTERS_A_TOKEN + maxTokens) / CONTEXT_STEP) * CONTEXT_STEP
}

function lengthOf(message: ModelMessage): number {
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : []
  return message.content.length + (calls.length > 0 ? JSON.stringify(calls).length : 0)
}

/** Ollama knows a result by the name of its tool and by its place, and takes no ids. */
function asOllama(message: ModelMessage): Message {
  switch (message.role) {
    case 'tool':
      return { role: 'tool', content: message.content, tool_name: message.name }
    case 'assistant':
      return { role: 'assistant', content: message.content, ...callsOf(message.toolCalls ?? []) }
    default:
      return { role: message.role, content: message.content }
  }
}

function callsOf(calls: readonly ToolCall[]): Pick<Message, 'tool_calls'> {
  if (calls.length === 0) return {}
  return { tool_calls: calls.map(({ name, input }) => ({ function: { name, arguments: argumentsOf(input) } })) }
}

/** Its protocol has objects only. */
function argumentsOf(input: unknown): Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input } : {}
}

/** The client writes to the console about answers it cannot read, and cannot be aborted before the first line. */
async function fetchOrSayWhy(input: Parameters<typeof fetch>[0], init: RequestInit): Promise<Response> {
  const response = await boundedFetch(input, init).catch((cause: unknown) => {
    if (cause instanceof ModelUnavailableError) throw cause
    throw new ModelUnavailableError('unreachable', 'no connection', { cause })
  })
  if (response.ok) return response
  const said = await response.text()
  throw new ModelUnavailableError(failureOfStatus(response.status), `${response.status}: ${said.slice(0, 300)}`)
}

async function* piecesOf(stream: AsyncIterable<OllamaLine>): AsyncIterable<Piece> {
  for await (const line of stream) {
    const calls = line.message?.tool_calls ?? []
    yield {
      text: line.message?.content ?? '',
      ...(calls.length > 0 && { toolCalls: calls.map(callFrom), unseen: JSON.stringify(calls).length }),
      ...(line.model && { model: line.model }),
      ...(line.done && {
        ended: line.done_reason === 'length' ? 'out-of-tokens' : 'whole',
        tokens: { in: line.prompt_eval_count ?? 0, out: line.eval_count ?? 0 },
      }),
    }
  }
}

function callFrom({ id, function: { name, arguments: given } = {} }: OllamaCall): ToolCall {
  return { id: id ?? newCallId(), name: name ?? '', input: inputFrom(given) }
}

interface OllamaCall {
  readonly id?: string
  readonly function?: { readonly name?: string; readonly arguments?: unknown }
}

/** What of a line is used; older servers leave some of it out. */
interface OllamaLine {
  readonly model?: string
  readonly message?: { readonly content?: string; readonly tool_calls?: readonly OllamaCall[] }
  readonly done?: boolean
  readonly done_reason?: string
  readonly prompt_eval_count?: number
  readonly eval_count?: number
}
