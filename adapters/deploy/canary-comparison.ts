import type { Health } from '../../src/domain/release.ts'

/** Why a canary has no sound release beside it, as a sentence: most users stay on what serves. Undefined where nothing is known to be wrong. */
export function noComparison(service: string, environment: string, serving: Health): string | undefined {
  switch (serving.state) {
    case 'nothing-deployed':
      return `${service} is not running in ${environment}, so a canary has nothing to compare with.`
    case 'unhealthy':
      return `${serving.release.version}, the live release of ${service} in ${environment}, is unhealthy itself, and a canary would leave most users on it: ${serving.sentence}`
    case 'healthy':
    case 'unknown':
      return undefined
  }
}
