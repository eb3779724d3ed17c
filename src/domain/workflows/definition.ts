import { CI_SYSTEMS } from '../ci-run.ts'
import type { Place } from '../place.ts'
import type { ScheduleDefinition } from './schedule.ts'
import type { TriggerDefinition } from './trigger.ts'

/** A workflow of a team's own, as its file says, with defaults filled in. It is frozen into every run of it. */
export interface WorkflowDefinition {
  readonly id: string
  readonly title?: string
  /** What else people call it. */
  readonly aliases?: readonly string[]
  readonly inputs: Readonly<Record<string, InputDefinition>>
  /** How people ask for it, with its inputs in braces: `rotate the keys of {service}`. */
  readonly phrases: readonly string[]
  /** The roles that may start it; whoever may start workflows, when left out. */
  readonly who?: readonly string[]
  /** `false`: it starts without a question, unless it changes a protected environment. */
  readonly confirm: boolean
  /** Left out, it starts only when somebody asks for it. */
  readonly schedule?: ScheduleDefinition
  /** What of a repository starts it. */
  readonly on?: readonly TriggerDefinition[]
  /** Commits that versions meant when it was asked for, where a step is done for each of a list; see `pinnedVersion`. */
  readonly commits?: Readonly<Record<string, string>>
  readonly steps: readonly StepDefinition[]
}

export const INPUT_TYPES = ['service', 'environment', 'version', 'text', 'number', 'choice'] as const
export type InputType = (typeof INPUT_TYPES)[number]

export interface InputDefinition {
  readonly type: InputType
  /** What is taken when nobody says it; without one, it must be said. */
  readonly default?: string
  /** Of a `choice`. */
  readonly options?: readonly string[]
  readonly description?: string
}

/** What a step does. Every text may hold references; see references.ts. */
export type Action =
  | { readonly uses: 'build'; readonly with: BuildInputs }
  | { readonly uses: 'test'; readonly with: BuildInputs }
  | { readonly uses: 'deploy'; readonly with: DeployInputs }
  | { readonly uses: 'rollback'; readonly with: RollbackInputs }
  | { readonly uses: 'restart'; readonly with: Place }
  | { readonly uses: 'scale'; readonly with: ScaleInputs }
  | { readonly uses: 'health'; readonly with: HealthInputs }
  | { readonly uses: 'command'; readonly with: CommandInputs }
  | { readonly uses: 'http'; readonly with: HttpInputs }
  | { readonly uses: 'agent'; readonly with: AgentInputs }
  | { readonly uses: 'approval'; readonly with: ApprovalInputs }
  | { readonly uses: 'wait'; readonly with: WaitInputs }
  | CiAction

/** A run of a CI system. */
export type CiAction =
  | { readonly uses: 'github-actions'; readonly with: GithubActionsInputs }
  | { readonly uses: 'gitlab-pipeline'; readonly with: GitlabPipelineInputs }
  | { readonly uses: 'jenkins'; readonly with: JenkinsInputs }

export const ACTIONS = [
  'build',
  'test',
  'deploy',
  'rollback',
  'restart',
  'scale',
  'health',
  'command',
  'http',
  'agent',
  'approval',
  'wait',
  ...CI_SYSTEMS,
] as const satisfies readonly Action['uses'][]

interface BuildInputs {
  readonly service: string
  readonly version: string
}

interface DeployInputs extends BuildInputs {
  readonly environment: string
  readonly strategy?: string
}

interface RollbackInputs {
  readonly service: string
  readonly environment: string
  readonly version: string
}

interface ScaleInputs extends Place {
  /** How many instances run afterwards. */
  readonly count: string
}

interface HealthInputs extends Place {
  /** The commit that must be what serves; left out, any may. */
  readonly sha?: string
}

/** What becomes a task of its own. */
export type TaskAction = Extract<Action, { readonly uses: 'build' | 'deploy' | 'rollback' | 'restart' | 'scale' }>

export interface CommandInputs {
  /** A program and its arguments; no shell reads them, and a value never becomes more than one argument. */
  readonly run: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** An absolute folder; one of its own, which is removed afterwards, when left out. */
  readonly folder?: string
  /** Running it twice does no harm: it is run again where nobody can tell whether it has ended. */
  readonly repeatable: boolean
}

interface GithubActionsInputs {
  /** `acme/payments`: the file's own word, as a program is, so that no value starts anything elsewhere. */
  readonly repository: string
  /** Its file, such as `release.yml`. */
  readonly workflow: string
  readonly ref?: string
  readonly inputs: Readonly<Record<string, string>>
}

interface GitlabPipelineInputs {
  readonly project: string
  readonly ref?: string
  readonly variables: Readonly<Record<string, string>>
}

interface JenkinsInputs {
  /** Its path: `payments/release`. */
  readonly job: string
  readonly parameters: Readonly<Record<string, string>>
}

export const HTTP_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export interface HttpInputs {
  readonly method: (typeof HTTP_METHODS)[number]
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** The statuses that count as success; 200 to 299 when left out. */
  readonly expect?: readonly number[]
}

export interface AgentInputs {
  readonly agent: string
  readonly input: Readonly<Record<string, string>>
}

export interface ApprovalInputs {
  readonly role: string
  /** Roles whose holders count just as well; files cannot say it, rings can. */
  readonly orRoles?: readonly string[]
  readonly count: number
  /** A duration. */
  readonly expires: string
}

/** The roles whose holders count for an approval. */
export const rolesFor = ({ role, orRoles = [] }: Pick<ApprovalInputs, 'role' | 'orRoles'>): readonly string[] => [
  role,
  ...orRoles,
]

/** Exactly one of `for`, `until` and `event`. */
export interface WaitInputs {
  readonly for?: string
  readonly until?: string
  readonly event?: AwaitableEvent
  /** What the event must be about. */
  readonly where?: Readonly<Record<string, string>>
}

export const AWAITABLE_EVENTS = [
  'cicd.build.completed',
  'cicd.deploy.completed',
  'cicd.rollback.completed',
  'cicd.workflow.completed',
] as const
export type AwaitableEvent = (typeof AWAITABLE_EVENTS)[number]

export interface RetryPolicy {
  /** The first one included. */
  readonly attempts: number
  /** Before the second attempt; doubled with every further one. */
  readonly backoffMs: number
  readonly maxDelayMs: number
}

export type StepDefinition = Action & {
  readonly id: string
  readonly title?: string
  readonly needs: readonly string[]
  readonly when?: string
  readonly timeoutMs?: number
  readonly retry?: RetryPolicy
  /** What undoes it, when the run fails or is cancelled after it was done. */
  readonly onFailure?: Action
  /** A list, or a text that comes to be one: the step is done once for each. */
  readonly forEach?: readonly string[] | string
  /** Of those, so many at a time. */
  readonly max?: number
}

/** Far more than people can follow, and few enough for a run to be drawn and folded at once. */
export const MOST_STEPS = 100
/** Of one `forEach`. */
export const MOST_ITEMS = 50
