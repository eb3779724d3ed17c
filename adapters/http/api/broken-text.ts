import type { FastifyInstance } from 'fastify'
import { BotError } from '../../../src/domain/errors.ts'
import { isStorable } from '../../../src/domain/storable.ts'

/** Thrown for a request with a text that no database keeps. */
export class BrokenTextError extends BotError {
  override readonly name = 'BrokenTextError'
  readonly code = 'not_understood'
  readonly userMessage = 'A text holds a NUL character or half of a surrogate pair. Leave that out.'
}

/** Refuses such a text wherever it stands in a request, before a route sees it. */
export function refuseBrokenTexts(server: FastifyInstance): void {
  server.addHook('preValidation', async ({ body, params, query }) => {
    if (![body, params, query].every(isStorable)) throw new BrokenTextError('a request holds a broken text')
  })
}
