import type { HandlerContext } from '@connectrpc/connect'
import { z } from 'zod'
import type { Saying } from '../../../src/ports/web-conversation.ts'
import { understood } from './not-understood.ts'

const HEADER = 'idempotency-key'
const keyed = z.object({ [HEADER]: z.string().min(1).max(255).optional() })

/** The key that a call was sent with: the same key is the same message, however often it is sent. */
export function keyIn({ requestHeader }: Pick<HandlerContext, 'requestHeader'>): Pick<Saying, 'key'> {
  const key = understood(keyed, { [HEADER]: requestHeader.get(HEADER) ?? undefined })[HEADER]
  return key === undefined ? {} : { key }
}
