import type { ServerResponse } from 'node:http'
import { type ModelServer, type ModelTurn, piecesOf } from './model-script.ts'
import { sendJson, startModelServer } from './model-server.ts'

/** Ollama's protocol: newline-delimited JSON, and errors as a line in the middle of it. */
export function startOllamaServer(models: readonly string[] = ['qwen3:8b']): Promise<ModelServer> {
  return startModelServer({
    path: '/api/chat',
    models,
    asked: ({ format, options }) => ({ schema: format, maxTokens: options?.num_predict }),
    answer,
    other: () => ({ models: models.map((name) => ({ name, model: name })) }),
  })
}

async function answer(turn: ModelTurn, model: string, response: ServerResponse): Promise<void> {
  if ('status' in turn) return sendJson(response, turn.status, { error: turn.error })
  const line = (fields: object): void => void response.write(`${JSON.stringify({ model, ...fields })}\n`)
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  response.flushHeaders()
  if ('after' in turn) await turn.after
  // Ollama has no word for a refusal: the model just says so.
  for (const content of piecesOf('refuses' in turn ? turn.refuses : (turn.says ?? ''))) {
    line({ message: { role: 'assistant', content }, done: false })
  }
  // A call comes whole, on a line of its own.
  for (const call of 'calls' in turn ? turn.calls : []) {
    const tool_calls = [{ function: { name: call.name, arguments: asObject(call.arguments) } }]
    line({ message: { role: 'assistant', content: '', tool_calls }, done: false })
  }
  if ('thenBreaks' in turn && turn.thenBreaks) return void response.write('', () => response.destroy())
  if ('thenError' in turn) line({ error: turn.thenError })
  else {
    line({
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: 'outOfTokens' in turn ? 'length' : 'stop',
      prompt_eval_count: 120,
      eval_count: 12,
    })
  }
  response.end()
}

/** Ollama reads the arguments itself; what it cannot read it passes on as text. */
function asObject(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
