import { z } from 'zod'
import { healthWords } from '../cards/health-words.ts'
import type { Place } from '../domain/place.ts'
import { visiblePlaces } from '../queries/visible-places.ts'
import { en } from '../texts/en/texts.ts'
import type { Evidence } from './evidence.ts'
import { defineTool, name } from './tool.ts'

const RIGHT = 'health.check'

export const checkHealth = defineTool({
  name: 'check_health',
  description: 'Asks the running instances how they are at this moment.',
  effect: 'read',
  permission: RIGHT,
  input: z.strictObject({ service: name.optional(), environment: name.optional() }),
  async run(where, scope) {
    const places = await visiblePlaces(scope, where, RIGHT)
    if (places.length === 0)
      return { kind: 'nothing', sentence: 'That place does not exist, or this person may not see it.' }
    const answers = await Promise.all(
      places.map(async (place) => {
        const health = await scope.delivery.health(place.service, place.environment)
        return { ...place, state: health.state, says: healthWords(health, en) }
      }),
    )
    return {
      kind: 'found',
      facts: { health: answers.map((answer) => ({ id: healthId(answer), ...answer })) },
      evidence: answers.map((answer) => ofHealth(answer, answer.says)),
    }
  },
})

const healthId = ({ service, environment }: Place): string => `health ${service}/${environment}`

export function ofHealth(place: Place, says: string): Evidence {
  return { id: healthId(place), says }
}
