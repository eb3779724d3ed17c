import { replyKey } from '../domain/message.ts'

/** The key of a card's message; the card replaces a thought that is shown. */
export function keyOf(key: string, { inPlaceOf }: { readonly inPlaceOf?: string }): string {
  return inPlaceOf === undefined ? key : replyKey(inPlaceOf)
}
