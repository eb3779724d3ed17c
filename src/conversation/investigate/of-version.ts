import type { Run } from '../../domain/run.ts'

/** Whether a task is about this version; “1.2.0” is v1.2.0. */
export function isOfVersion({ plan: { release, ref } }: Pick<Run, 'plan'>, version: string): boolean {
  return [release.version, ref].some((name) => bare(name) === bare(version))
}

const bare = (version: string): string => version.toLowerCase().replace(/^v/, '')
