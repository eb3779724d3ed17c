import type { EnvironmentId, ServiceId, Sha, ThreadId } from './ids.ts'

/** What a host of repositories tells of, as rules name it. */
export const CODE_HAPPENINGS = [
  'pull-request.opened',
  'pull-request.merged',
  'checks.done',
  'release.published',
  'pushed',
] as const
export type CodeHappeningName = (typeof CODE_HAPPENINGS)[number]

/** Every text is somebody's own: it is shown and never obeyed. */
export type CodeHappening =
  | {
      readonly what: 'pull-request.opened' | 'pull-request.merged'
      readonly number: number
      readonly title: string
      readonly author: string
      /** The branch that it goes to. */
      readonly branch: string
    }
  /** `by`: whose checks they are, such as GitHub Actions. */
  | {
      readonly what: 'checks.done'
      readonly sha: Sha
      readonly branch?: string
      readonly by: string
      readonly green: boolean
    }
  | { readonly what: 'release.published'; readonly tag: string; readonly author: string }
  | { readonly what: 'pushed'; readonly branch: string; readonly sha: Sha; readonly author: string }

/** One delivery of a webhook that was signed by its host. */
export interface CodeReport {
  readonly host: 'github' | 'gitlab'
  /** `acme/payments` */
  readonly repository: string
  /** As the host counts it. Nothing signs it, so it says nothing about what is new. */
  readonly delivery: string
  /** Of what was signed: the same again is the same report, whatever it is called. Hex digits. */
  readonly digest: string
  readonly happening: CodeHappening
}

/** What shipmate.yaml says is done about it. */
export interface CodeRule {
  readonly on: readonly CodeHappeningName[]
  /** Only of these; of every one when left out. */
  readonly services?: readonly ServiceId[]
  /** Only of these; of every one when left out. */
  readonly branches?: readonly string[]
  /** The channel that is told. */
  readonly tell: ThreadId
  /** Where the newest commit of the branch is deployed, unasked. */
  readonly deploy?: EnvironmentId
}

/** What is waited for. */
interface Awaited extends Pick<CodeRule, 'on' | 'services' | 'branches'> {
  /** Only checks that have ended so. */
  readonly green?: boolean
}

/** Whether a rule is about what happened to a service. */
export function isAbout(
  { on, services, branches, green }: Awaited,
  { happening }: CodeReport,
  service: ServiceId,
): boolean {
  const branch = 'branch' in happening ? happening.branch : undefined
  return (
    on.includes(happening.what) &&
    (green === undefined || !('green' in happening) || happening.green === green) &&
    (services?.includes(service) ?? true) &&
    (branches === undefined || (branch !== undefined && branches.includes(branch)))
  )
}
