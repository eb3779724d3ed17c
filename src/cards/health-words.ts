import type { Place } from '../domain/place.ts'
import type { Health } from '../domain/release.ts'
import type { Texts } from '../texts/texts.ts'

export function healthWords(health: Health, { health: words }: Texts): string {
  switch (health.state) {
    case 'healthy':
      return words.healthyServing(health.release)
    case 'unknown':
    case 'unhealthy':
      return health.sentence
    case 'nothing-deployed':
      return health.isIntended ? words.stoppedOnPurpose : words.nothingDeployed
  }
}

/** What is running at a place at this moment, as a sentence. */
export function healthNow({ service, environment }: Place, health: Health, texts: Texts): string {
  return texts.health.now({ service, environment, health: healthWords(health, texts).replace(/\.$/, '') })
}
