import { intents } from '../../../intents/catalog.ts'
import { shippedFrames } from '../../../intents/model/example-files.ts'
import { expand } from '../../../intents/model/expand.ts'

/**
 * What a language model may read in a message: everything people ask for, more than the bot can do today. What cannot be done
 * yet is then answered with what can, and not as if it had not been understood. To say yes or no is for people alone.
 */
export function offeredIntents(): readonly { readonly id: string; readonly example: string }[] {
  const frames = new Map(shippedFrames().map(({ intent, text }) => [intent, text]))
  return [...intents.keys()]
    .filter((id) => id !== 'out_of_scope' && !id.startsWith('confirm.'))
    .map((id) => ({ id, example: exampleOf(frames.get(id) ?? id) }))
}

/** `deploy <service> to <environment>` */
function exampleOf(frame: string): string {
  return (expand(frame, 1)[0] ?? frame).replace(/_([a-z]+)_/g, '<$1>')
}
