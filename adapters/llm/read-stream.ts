import {
  type ModelReply,
  type ModelRequest,
  ModelUnavailableError,
  type ToolCall,
} from '../../src/ports/language-model.ts'

/** A piece of an answer as a provider streams it. The last one says `ended`. */
export interface Piece {
  readonly text?: string
  /** Whole ones. */
  readonly toolCalls?: readonly ToolCall[]
  /** Characters of the answer that are not text, such as parts of tool calls. */
  readonly unseen?: number
  readonly ended?: 'whole' | 'out-of-tokens'
  readonly tokens?: ModelReply['tokens']
  readonly model?: string
}

/** No tokenizer writes longer tokens on average; more than this is a server that does not know the limit. */
const CHARACTERS_A_TOKEN = 16

/**
 * Collects a streamed answer.
 *
 * @throws {ModelUnavailableError} `cut-off` when the stream ends before the answer does, or gets too long.
 */
export async function readStream(
  pieces: AsyncIterable<Piece>,
  { maxTokens, tools = [], onText }: Pick<ModelRequest, 'maxTokens' | 'tools' | 'onText'>,
  asked: string,
): Promise<ModelReply> {
  const start = performance.now()
  let reply: ModelReply = { text: '', model: asked, tokens: { in: 0, out: 0 } }
  let ended: Piece['ended']
  let unseen = 0
  for await (const piece of pieces) {
    unseen += piece.unseen ?? 0
    if (reply.text.length + (piece.text?.length ?? 0) + unseen > maxTokens * CHARACTERS_A_TOKEN) ended = 'out-of-tokens'
    else if (piece.text) {
      const firstTextMs = reply.firstTextMs ?? performance.now() - start
      reply = { ...reply, text: reply.text + piece.text, firstTextMs }
      onText?.(reply.text)
    }
    // A model that calls what it was not offered is not heard.
    if (piece.toolCalls?.length && tools.length > 0)
      reply = { ...reply, toolCalls: [...(reply.toolCalls ?? []), ...piece.toolCalls] }
    if (piece.tokens) reply = { ...reply, tokens: piece.tokens }
    if (piece.model) reply = { ...reply, model: piece.model }
    ended ??= piece.ended
    if (ended === 'out-of-tokens') throw new ModelUnavailableError('cut-off', `more than ${maxTokens} tokens`)
  }
  if (!ended) throw new ModelUnavailableError('cut-off', 'the stream ended in the middle of the answer')
  return reply
}
