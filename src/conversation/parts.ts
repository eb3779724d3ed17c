import type { Logger } from 'pino'
import type { Patiently, Permissions } from '../access/permissions.ts'
import type { AccessPolicy } from '../access/policy.ts'
import type { WriteTable } from '../cards/tables-written.ts'
import type { AskingWords } from '../domain/asking-words.ts'
import type { Card } from '../domain/card.ts'
import type { Catalog } from '../domain/catalog.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { ThreadId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { Settings } from '../domain/settings.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { DialogueContext, Effect, Understanding } from '../domain/understanding.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { PromptEncoder } from '../llm/prompt-encoder.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import type { AccountDesk } from '../ports/account-desk.ts'
import type { StopThinking } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'
import type { ServiceCode } from '../ports/code-host.ts'
import type { Canaries } from '../ports/deployer.ts'
import type { Store } from '../ports/event-store.ts'
import type { HealthProbe } from '../ports/health-probe.ts'
import type { RiskJudge } from '../ports/judgement.ts'
import type { LanguageModel } from '../ports/language-model.ts'
import type { OutsideTools } from '../ports/outside-tools.ts'
import type { ProposalPlace } from '../ports/proposal-place.ts'
import type { Recipes } from '../ports/recipes.ts'
import type { Source } from '../ports/source.ts'
import type { Tracing } from '../ports/tracing.ts'
import type { Traffic, TrafficOrigin } from '../ports/traffic.ts'
import type { TrafficHistory } from '../ports/traffic-history.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'
import type { Thinking } from '../runtime/loop.ts'
import type { ModelReader } from './model/model-reader.ts'
import type { LocaleOf } from './person-settings.ts'

/** A model that answers questions the catalog has no answer for. */
export interface AnsweringModel {
  readonly model: LanguageModel
  /** Writes facts for it. */
  readonly prompts: PromptEncoder
}

/** What the conversation works with. */
export interface ConversationParts {
  readonly store: Store<ShipmateEvent>
  readonly registry: Pick<WorkerRegistry, 'list'>
  readonly clock: Clock
  /** Short random ids for questions, confirmations and buttons: unguessable, at most 24 characters. */
  readonly newId: () => string
  readonly understand: (text: string, context: DialogueContext, now: Date) => Understanding
  /** The language that words show; undefined where they show none. */
  readonly languageOf: (text: string) => Language | undefined
  /** What divides a message into several requests, and the like. */
  readonly asking: AskingWords
  /** Reads what came as intent and slots instead of words. */
  readonly readRequest: (request: StructuredRequest) => Understanding
  /** Reads what `understand` is not sure of; left out when no language model is configured. */
  readonly reader?: ModelReader
  /** Left out when no language model is configured: rules then answer open questions. */
  readonly answering?: AnsweringModel
  /** Shows a card in the place of a thought that is shown; see `Outbox.updateDraft`. Left out, answers do not grow. */
  readonly updateDraft?: (message: string, card: Card) => Promise<void>
  /** See `ConnectedChat.thinking`. Left out, nothing but a message shows that an answer is coming. */
  readonly thinking?: (thread: ThreadId, words: string) => Promise<StopThinking | undefined>
  /** Tools of other programs that a model may look things up with. */
  readonly outside?: OutsideTools | undefined
  /** How lists in answers are written. Left out: as tables. */
  readonly writeTable?: WriteTable
  readonly catalog: Catalog
  /** Left out where no platform knows of settings. */
  readonly localeOf?: LocaleOf
  readonly effectOf: (intent: string) => Effect
  readonly permissions: Permissions
  /** The same for messages, which can wait; see {@link Patiently}. Left out: as `permissions`. */
  readonly patiently?: Patiently
  /** What people ask about their own accounts. Left out: such words are read as any others. */
  readonly accounts?: AccountDesk
  /** Who holds which role. */
  readonly policy: AccessPolicy
  readonly settings: Settings
  readonly workflows: Workflows
  /** Assesses the risk of a deployment before it is asked about or started. */
  readonly risks: RiskJudge & Thinking
  readonly delivery: Source &
    ServiceCode &
    Recipes &
    HealthProbe &
    Canaries &
    PlaceAbilities &
    Traffic &
    TrafficHistory &
    TrafficOrigin
  /** Aborted when the bot stops, so that nobody waits for a model any more. */
  readonly stopping?: AbortSignal
  /** Where people are asked about what assistants propose. Left out: where the assistant talks. */
  readonly proposals?: ProposalPlace
  /** Removes secrets from what people wrote before it is recorded. */
  readonly redact: (text: string) => string
  /** Left out where nobody looks. */
  readonly tracing?: Tracing | undefined
  readonly log: Logger
}
