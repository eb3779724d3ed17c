import type { Health } from '../domain/release.ts'
import type { Texts } from '../texts/texts.ts'

export function healthWords(health: Health, { health: words }: Texts): string {
  switch (health.state) {
    case 'healthy':
      return words.healthyServing(health.release)
    case 'unhealthy':
      return health.sentence
    case 'nothing-deployed':
      return health.isIntended ? words.stoppedOnPurpose : words.nothingDeployed
  }
}
