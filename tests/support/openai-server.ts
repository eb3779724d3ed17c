import type { ServerResponse } from 'node:http'
import { type ModelServer, type ModelTurn, piecesOf, type ScriptedCall } from './model-script.ts'
import { sendJson, startModelServer } from './model-server.ts'

/** OpenAI's protocol: server-sent events that end with `[DONE]`. */
export async function startOpenAiServer(models: readonly string[] = ['gpt-mini']): Promise<ModelServer> {
  const server = await startModelServer({
    path: '/v1/chat/completions',
    models,
    asked: ({ response_format, max_completion_tokens }) => ({
      schema: response_format?.json_schema?.schema,
      maxTokens: max_completion_tokens,
    }),
    answer,
    other: () => ({ object: 'list', data: models.map((id) => ({ id, object: 'model' })) }),
  })
  return { ...server, url: `${server.url}/v1` }
}

async function answer(turn: ModelTurn, model: string, response: ServerResponse): Promise<void> {
  if ('status' in turn) return sendJson(response, turn.status, { error: { message: turn.error, type: 'server_error' } })
  const event = (data: unknown): void => void response.write(`data: ${JSON.stringify(data)}\n\n`)
  const chunk = (delta: object, finish_reason: string | null = null): void =>
    event({ id: 'c-1', object: 'chat.completion.chunk', model, choices: [{ index: 0, delta, finish_reason }] })
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  if ('after' in turn) await turn.after
  if ('refuses' in turn) for (const refusal of piecesOf(turn.refuses)) chunk({ refusal })
  else for (const content of piecesOf(turn.says ?? '')) chunk({ content })
  if ('calls' in turn) streamCalls(turn.calls, chunk)
  if ('thenBreaks' in turn && turn.thenBreaks) return void response.write('', () => response.destroy())
  if ('thenError' in turn) event({ error: { message: turn.thenError, type: 'server_error' } })
  else {
    chunk({}, 'outOfTokens' in turn ? 'length' : 'calls' in turn ? 'tool_calls' : 'stop')
    event({ id: 'c-1', model, choices: [], usage: { prompt_tokens: 120, completion_tokens: 12, total_tokens: 132 } })
    response.write('data: [DONE]\n\n')
  }
  response.end()
}

/** The name comes first, then the arguments in pieces; those of several calls come in turn, told apart by their index. */
function streamCalls(calls: readonly ScriptedCall[], chunk: (delta: object) => void): void {
  calls.forEach(({ name }, index) => {
    chunk({ tool_calls: [{ index, id: `call_${index}`, type: 'function', function: { name, arguments: '' } }] })
  })
  const pieces = calls.map((call) => piecesOf(call.arguments))
  for (let round = 0; round < Math.max(...pieces.map(({ length }) => length)); round++) {
    pieces.forEach((own, index) => {
      if (own[round] !== undefined) chunk({ tool_calls: [{ index, function: { arguments: own[round] } }] })
    })
  }
}
