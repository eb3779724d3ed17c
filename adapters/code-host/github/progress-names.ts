/* Under which names webhooks tell of a run of GitHub Actions, and steps wait for one. GitHub knows repositories in any case. */

const within = (repository: string): string => `github:${repository.toLowerCase()}`

/** @param run Its id. */
export const runName = (repository: string, run: number): string => `${within(repository)}:run:${run}`

/** @param mark What the run has in its title, such as `shipmate-100`. */
export const markName = (repository: string, mark: string): string => `${within(repository)}:${mark}`
