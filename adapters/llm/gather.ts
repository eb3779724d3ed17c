import { type ModelReply, type ModelRequest, ModelUnavailableError } from '../../src/ports/language-model.ts'

/** A piece of an answer as a provider streams it. The last one says `ended`. */
export interface Piece {
  readonly text?: string
  readonly ended?: 'whole' | 'out-of-tokens'
  readonly tokens?: ModelReply['tokens']
  readonly model?: string
}

/** No tokenizer writes longer tokens on average; more than this is a server that does not know the limit. */
const CHARACTERS_A_TOKEN = 16

/**
 * Gathers a streamed answer.
 *
 * @throws {ModelUnavailableError} `cut-off` when the stream ends before the answer does, or goes on for ever.
 */
export async function gather(
  pieces: AsyncIterable<Piece>,
  { maxTokens, onText }: Pick<ModelRequest, 'maxTokens' | 'onText'>,
  asked: string,
): Promise<ModelReply> {
  const start = performance.now()
  let reply: ModelReply = { text: '', model: asked, tokens: { in: 0, out: 0 } }
  let ended: Piece['ended']
  for await (const piece of pieces) {
    if (piece.text) {
      const firstTextMs = reply.firstTextMs ?? performance.now() - start
      reply = { ...reply, text: reply.text + piece.text, firstTextMs }
      if (reply.text.length > maxTokens * CHARACTERS_A_TOKEN) ended = 'out-of-tokens'
      else onText?.(reply.text)
    }
    if (piece.tokens) reply = { ...reply, tokens: piece.tokens }
    if (piece.model) reply = { ...reply, model: piece.model }
    ended = piece.ended ?? ended
    if (ended === 'out-of-tokens') throw new ModelUnavailableError('cut-off', `more than ${maxTokens} tokens`)
  }
  if (!ended) throw new ModelUnavailableError('cut-off', 'the stream ended in the middle of the answer')
  return reply
}
