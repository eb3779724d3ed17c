import type { Place } from '../domain/place.ts'
import type { Health } from '../domain/release.ts'

export function healthWords(health: Health): string {
  switch (health.state) {
    case 'healthy':
      return `healthy, serving ${health.release.version}`
    case 'unhealthy':
      return health.sentence
    case 'nothing-deployed':
      return health.isIntended ? 'stopped on purpose' : 'nothing deployed'
  }
}

/** What is running at a place at this moment, as a sentence. */
export function healthNow({ service, environment }: Place, health: Health): string {
  return `${service} on ${environment} now: ${healthWords(health).replace(/\.$/, '')}.`
}
