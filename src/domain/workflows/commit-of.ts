/** The commit that a version of a service means now; undefined where it means none yet. */
export type CommitOf = (service: string, version: string) => Promise<string | undefined>
