import type { PendingMessage } from '../domain/projections.ts'
import { scopeFor } from '../queries/scope.ts'
import { textsIn } from '../texts/texts-in.ts'
import { isAsNamed, runningCanaries } from './facts/canary.ts'
import type { AskedAbout } from './facts/fact.ts'
import { placesToTell } from './facts/places-to-tell.ts'
import type { ConversationParts } from './parts.ts'

/** One row of buttons on every platform: of more canaries, their names are listed. */
export const MOST_CANARY_BUTTONS = 5

/** The running canaries that an order names, with what is needed to tell of them; or what is answered instead. */
export async function canariesNamed(
  parts: ConversationParts,
  { by, groups, language, thread }: PendingMessage,
  about: AskedAbout,
) {
  const texts = textsIn(language)
  const scope = scopeFor(parts, { user: by, groups, language })
  const telling = { scope, thread, now: parts.clock.now(), zone: parts.settings.gates.timeZone, language, texts }
  const told = await placesToTell(telling, about, 'task.status')
  if (told.kind === 'instead') return { kind: 'instead', card: told.card } as const
  const running = (await runningCanaries(scope, about)).filter((canary) => isAsNamed(canary, about))
  return { kind: 'named', running, telling } as const
}
