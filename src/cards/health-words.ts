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
