import type { Card } from '../domain/card.ts'
import type { ChangeRequest, ChangeState } from '../domain/change-request.ts'
import type { EnvironmentState } from '../domain/environment.ts'
import { BotError } from '../domain/errors.ts'
import type { Json } from '../domain/event.ts'
import type { Lock } from '../domain/gates/place-lock.ts'
import type { TaskId, UserId } from '../domain/ids.ts'
import type { Place } from '../domain/place.ts'
import type { Health } from '../domain/release.ts'
import type { Run, RunState } from '../domain/run.ts'
import type { RegisteredWorker } from '../domain/worker.ts'
import type { WorkflowDefinition } from '../domain/workflows/definition.ts'
import type { PlaceReads } from './place-reads.ts'
import type { SeenStep } from './seen-step.ts'

/** Which part of a list. */
export interface PageAsked {
  /** What the page before ended with; left out: from the newest on. */
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface Page<Item> {
  readonly items: readonly Item[]
  /** For the page after this one; left out on the last. */
  readonly next?: string
}

type Where = { readonly [Part in keyof Place]?: Place[Part] | undefined }

export interface RunsAsked extends Where {
  readonly kind?: 'build' | 'deployment' | 'workflow' | undefined
  /** Only runs of this one. */
  readonly workflow?: string | undefined
  /** `active`: not over yet. */
  readonly state?: RunState | 'active' | undefined
}

export interface SeenPlace extends Place {
  /** Undefined where nothing ever happened. */
  readonly state: EnvironmentState | undefined
  /** Only where it was asked for. */
  readonly health?: Health
}

export interface SeenRun {
  readonly run: Run
  readonly steps: readonly SeenStep[]
}

export interface SeenWorkflow {
  readonly definition: WorkflowDefinition
  /** The newest that its reader may see. */
  readonly last?: Run
}

/** A line of the audit, as the log has it. */
export interface SeenEntry {
  readonly position: number
  readonly at: string
  readonly kind: 'request' | 'decision' | 'refusal' | 'effect'
  readonly event: string
  readonly who: { readonly platform: string; readonly id: string; readonly name?: string; readonly for?: string }
  readonly where: { readonly service?: string; readonly environment?: string; readonly thread?: string }
  readonly what: string
  readonly why?: string
  readonly evidence?: Json
  readonly correlation: string
  readonly hash: string | null
}

/** Something that waits for somebody's word. */
export interface WaitingCard {
  /** Of the change request, or of the confirmation; of a step `TASK-7/lead`. */
  readonly id: string
  /** `proposal`: of an assistant; `step`: of a workflow's run. */
  readonly kind: 'confirmation' | 'proposal' | 'change' | 'step'
  readonly by: UserId
  /** What people call them. */
  readonly byName: string
  readonly expiresAt: string
  /** As it is shown in chat, with its buttons. */
  readonly card: Card
}

/** Which lines of the audit; all when nothing is named. */
export interface AuditAsked extends Where {
  readonly order: 'oldest' | 'newest'
  readonly kind?: SeenEntry['kind'] | undefined
  /** Who did it, or for whom it was done. */
  readonly who?: string | undefined
  readonly correlation?: string | undefined
}

/**
 * What there is to see, on behalf of somebody: what is not theirs to see, they do not find.
 * Each throws {@link NotAllowedError} where its reader may see nothing of the kind at all.
 */
export interface WebReads extends PlaceReads {
  places(by: UserId, where: Where & { readonly withHealth: boolean }): Promise<readonly SeenPlace[]>
  /** @throws {CursorError} */
  deployments(by: UserId, asked: Omit<RunsAsked, 'kind'>, page: PageAsked): Promise<Page<Run>>
  /** @throws {CursorError} */
  tasks(by: UserId, asked: RunsAsked, page: PageAsked): Promise<Page<Run>>
  task(by: UserId, task: string): Promise<SeenRun | undefined>
  /** The first task that came of a message, by the message's id; undefined as long as there is none. */
  taskOf(by: UserId, message: string): Promise<TaskId | undefined>
  /** @throws {CursorError} */
  changes(
    by: UserId,
    asked: { readonly service?: string | undefined; readonly state?: ChangeState['kind'] | undefined },
    page: PageAsked,
  ): Promise<Page<ChangeRequest>>
  change(by: UserId, change: string): Promise<ChangeRequest | undefined>
  /** Those that are open, with the places that their reader may see. */
  locks(by: UserId): Promise<readonly Lock[]>
  /** Those that they may start. */
  workflows(by: UserId): Promise<readonly SeenWorkflow[]>
  /** What waits for their confirmation or approval, the soonest to expire first; only what they may answer. */
  waiting(by: UserId): Promise<readonly WaitingCard[]>
  workers(by: UserId): Promise<readonly RegisteredWorker[]>
  /** @param cursor The position that the page before ended with. */
  audit(by: UserId, asked: AuditAsked, cursor: number | undefined, limit: number): Promise<Page<SeenEntry>>
}

/** Thrown when somebody may see nothing of what they ask for. */
export class NotAllowedError extends BotError {
  override readonly name = 'NotAllowedError'
  readonly code = 'not_allowed'
  readonly userMessage: string
  constructor(sentence: string) {
    super(sentence)
    this.userMessage = sentence
  }
}

/** Thrown for a cursor that no page of this list ended with, or that is too far back. */
export class CursorError extends BotError {
  override readonly name = 'CursorError'
  readonly code = 'no_cursor'
  readonly userMessage =
    'No page of this list ended with this cursor, or it is more than 1,000 entries back. Start without a cursor.'
}
