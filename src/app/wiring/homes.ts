import { isOfChange, isOfQuestion, isOfRun, isOfSchedule } from '../../domain/event-kinds.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import type { ConnectedChat } from '../../ports/chat-platform.ts'
import type { EventLog } from '../../ports/event-store.ts'

/** Tells the platforms of what pages of people's own may show. Returns how to stop. */
export function followHomes(
  log: Pick<EventLog<ShipmateEvent>, 'onAppended'>,
  platforms: readonly ConnectedChat[],
): () => void {
  const withHomes = platforms.filter(({ homeChanged }) => homeChanged !== undefined)
  if (withHomes.length === 0) return () => {}
  return log.onAppended(() => {
    for (const platform of withHomes) platform.homeChanged?.()
  }, isShownAtHome)
}

const isShownAtHome = (type: ShipmateEvent['type']): boolean =>
  isOfRun(type) || isOfChange(type) || isOfQuestion(type) || isOfSchedule(type) || type.startsWith('cicd.')
