import type { Answered } from './traffic-meter.ts'

/** Told what became of each request. */
export interface Figures {
  /** What the release made of it that was to answer, or that kept its user waiting until they gave up. */
  release(answered: Answered): void
  /** What its user got in the end, whichever release that was from. */
  user(failed: boolean): void
}

/** Follows one request until it is counted, once. Whatever is told after that changes nothing. */
export interface Observation {
  /** Its answer has started: a stream or a slow reader is not a slow service. A 5xx is an error of the release. */
  answered(status: number): void
  /** The release does not answer, and nobody else does. */
  failed(): void
  /** The release has failed it, but another answers its user, and is neither better nor worse for it. */
  takenOver(): void
  /** Its user has gone. Whose request was whole, and who waited long, was served slowly; others are no figure. */
  left(wasWhole: boolean): void
  /** We have refused it ourselves, or it has become a WebSocket: no release is better or worse for it. */
  dropped(): void
}

const NOTHING: Observation = {
  answered: () => undefined,
  failed: () => undefined,
  takenOver: () => undefined,
  left: () => undefined,
  dropped: () => undefined,
}

/** Whoever leaves sooner has changed their mind: that says nothing of a release. */
const GAVE_UP_AFTER_MS = 1_000
const SERVER_ERROR = 500

/**
 * @param task left out, or without figures, nothing is counted.
 * @param now milliseconds of a clock that never goes back.
 */
export function observeAnswer(
  figures: Figures | undefined,
  task: string | undefined,
  now: () => number = () => performance.now(),
): Observation {
  if (!figures || task === undefined) return NOTHING
  const since = now()
  let isOver = false
  let isTold = false
  const tellRelease = (failed: boolean): void => {
    if (!isTold) figures.release({ task, failed, ms: now() - since })
    isTold = true
  }
  const over = (failed: boolean): void => {
    if (isOver) return
    isOver = true
    tellRelease(failed)
    figures.user(failed)
  }
  return {
    answered: (status) => over(status >= SERVER_ERROR),
    failed: () => over(true),
    takenOver: () => {
      if (!isOver) tellRelease(true)
    },
    left: (wasWhole) => {
      if (wasWhole && now() - since >= GAVE_UP_AFTER_MS) over(false)
      isOver = true
    },
    dropped: () => {
      isOver = true
    },
  }
}
