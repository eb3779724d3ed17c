import { KubernetesError } from './problem.ts'

/** The status of a Deployment moves its version too, several times in a second during a rollout. */
export const MOST_TRIES = 20

/**
 * Decides and writes again for as long as somebody else was faster, 20 times at most: a controller that writes all the time
 * must not keep a worker for ever.
 * @param attempt Reads what is there, and writes with the version that it has read.
 * @throws {KubernetesError} `conflict` after the last try; whatever else the attempt throws at once.
 */
export async function untilUncontested<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      const isOutdated = error instanceof KubernetesError && error.problem.kind === 'conflict'
      if (!isOutdated || tries === MOST_TRIES) throw error
    }
  }
}
