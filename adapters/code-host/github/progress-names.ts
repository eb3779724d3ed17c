/* Under which names webhooks tell of a run of GitHub Actions, and steps wait for one. GitHub knows repositories in any case. */

const within = (repository: string): string => `github:${repository.toLowerCase()}`

/** @param run Its id. */
export const runName = (repository: string, run: number): string => `${within(repository)}:run:${run}`

/** @param mark What the run has in its title, such as `shipmate-100`. */
export const markName = (repository: string, mark: string): string => `${within(repository)}:${mark}`

const MARK = /\bshipmate-[\w-]{1,60}/g
const MOST_MARKS = 3

/** The marks that a title holds. A title is anybody's text: it wakes whoever waits and does no more. */
export const marksIn = (title: string): readonly string[] => (title.match(MARK) ?? []).slice(0, MOST_MARKS)
