import OpenAI, { APIConnectionError, APIError } from 'openai'
import type { ChatCompletionChunk } from 'openai/resources/chat/completions'
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
import { asFunction, createCallAssembly } from './tool-calls.ts'

export interface OpenAiModelConfig {
  /** `https://api.openai.com/v1`, or any endpoint that speaks the same protocol. */
  readonly baseUrl: string
  readonly key?: string
  readonly model: string
}

/** Servers on one's own machine take any key, but the client insists on one. */
const NO_KEY = 'none'

/** A model behind an endpoint that speaks OpenAI's protocol. */
export function createOpenAiModel({ baseUrl, key = NO_KEY, model }: OpenAiModelConfig): LanguageModel {
  // Whether to ask again is the route's affair; the client's own log would go to the terminal chat.
  const client = new OpenAI({ baseURL: baseUrl, apiKey: key, maxRetries: 0, logLevel: 'off', fetch: boundedFetch })
  return {
    name: model,
    async complete(request) {
      const signal = limitOf(request)
      try {
        const stream = await client.chat.completions.create(bodyOf(model, request), { signal })
        const reply = await readStream(piecesOf(stream), request, model)
        if (signal.aborted) throw abortedBecause(signal)
        return reply
      } catch (error) {
        throw asUnavailable(error, signal, failureOf(error))
      }
    },
  }
}

function bodyOf(
  model: string,
  { messages, schema, tools = [], maxTokens }: ModelRequest,
): OpenAI.Chat.ChatCompletionCreateParamsStreaming {
  return {
    model,
    messages: messages.map(asOpenAi),
    stream: true,
    stream_options: { include_usage: true },
    max_completion_tokens: maxTokens,
    ...(tools.length > 0 && { tools: tools.map(asFunction) }),
    ...(schema && {
      response_format: {
        type: 'json_schema',
        json_schema: { name: schema.name, schema: { ...schema.schema }, strict: true },
      },
    }),
  }
}

function asOpenAi(message: ModelMessage): OpenAI.Chat.ChatCompletionMessageParam {
  switch (message.role) {
    case 'tool':
      return { role: 'tool', content: message.content, tool_call_id: message.toolCallId }
    case 'assistant':
      return { role: 'assistant', content: message.content, ...callsOf(message.toolCalls ?? []) }
    default:
      return { role: message.role, content: message.content }
  }
}

function callsOf(calls: readonly ToolCall[]): Pick<OpenAI.Chat.ChatCompletionAssistantMessageParam, 'tool_calls'> {
  if (calls.length === 0) return {}
  return {
    tool_calls: calls.map(({ id, name, input }) => ({
      id,
      type: 'function',
      function: { name, arguments: JSON.stringify(input) ?? '{}' },
    })),
  }
}

async function* piecesOf(stream: AsyncIterable<ChatCompletionChunk>): AsyncIterable<Piece> {
  const calls = createCallAssembly()
  for await (const { choices, usage, model } of stream) {
    const [choice] = choices ?? []
    if (choice?.delta?.refusal) throw new ModelUnavailableError('refused', 'the model will not answer this')
    const parts = choice?.delta?.tool_calls ?? []
    for (const { index, id, function: { name, arguments: input } = {} } of parts)
      calls.add({ index, ...(id && { id }), ...(name && { name }), ...(input && { input }) })
    yield {
      text: choice?.delta?.content ?? '',
      unseen: parts.reduce((sum, part) => sum + (part.function?.arguments?.length ?? 0), 0),
      ...(model && { model }),
      ...(usage && { tokens: { in: usage.prompt_tokens, out: usage.completion_tokens } }),
      ...(choice?.finish_reason && { ended: endOf(choice.finish_reason), toolCalls: calls.calls() }),
    }
  }
}

function endOf(reason: NonNullable<ChatCompletionChunk.Choice['finish_reason']>): NonNullable<Piece['ended']> {
  if (reason === 'content_filter') throw new ModelUnavailableError('refused', 'the answer was filtered out')
  return reason === 'length' ? 'out-of-tokens' : 'whole'
}

function failureOf(error: unknown): ReturnType<typeof failureOfStatus> {
  if (error instanceof APIConnectionError) return 'unreachable'
  // An error line in the middle of the stream comes without a status.
  return error instanceof APIError && error.status !== undefined ? failureOfStatus(error.status) : 'failed'
}
