import { type ApiToken, type ApiTokenEvent, evolveApiToken } from './api-token.ts'
import { gatedConditions } from './approvals/decide-change.ts'
import { isKnownType } from './audit-kind.ts'
import { callDays } from './call-days.ts'
import { type ChangeButtons, type ChangeEvent, type ChangeRequest, evolveChange, isOpenGate } from './change-request.ts'
import { type Confirmation, type ConfirmationEvent, evolveConfirmation } from './confirmation.ts'
import { type Drift, type DriftEvent, evolveDrift } from './drift.ts'
import { type EnvironmentEvent, type EnvironmentState, environmentKey, evolveEnvironment } from './environment.ts'
import type { Projection, Stored } from './event.ts'
import type { ShipmateEvent } from './events.ts'
import { evolveRun } from './evolve-run.ts'
import { firstTasks } from './first-tasks.ts'
import { evolveLockCard, isOfLock, isOpen, type Lock } from './gates/place-lock.ts'
import { evolveHandover, type Handover, type HandoverEvent } from './handover.ts'
import type { UserId } from './ids.ts'
import type { Language } from './language.ts'
import { evolveLastAsks, type LastAsks } from './last-ask.ts'
import { evolveFollow, type Follow, type FollowEvent } from './log-follow.ts'
import { type Login, type LoginEvent, loginAfter } from './login.ts'
import type { MessageEvent, ReceivedMessage } from './message.ts'
import { modelDays } from './model-days.ts'
import { linkAfter, type PersonLink, type PersonLinkEvent } from './person-link.ts'
import type { Whereabouts } from './place.ts'
import { listedAs, targetOf, whereOf } from './plan.ts'
import { postponedReports } from './postponed-reports.ts'
import { evolveQuestion, type Question, type QuestionEvent } from './question.ts'
import { plannedRerun, rerunButton, rerunOf } from './rerun.ts'
import { awaitsExplanation, awaitsWatch, hasEnded, type Run } from './run.ts'
import { nextResumption } from './run-decisions.ts'
import { isRunCompleted, type RunEvent } from './run-events.ts'
import { type SaidMessage, withMessage } from './said-message.ts'
import { evolveSchedule, type Schedule, type ScheduleEvent } from './schedule.ts'
import { timers } from './timers.ts'
import type { Turn } from './understanding.ts'
import { approvalButtons, approvalSteps } from './workflows/approval.ts'
import { evolveWorkflowSchedule, type WorkflowSchedule, type WorkflowScheduleEvent } from './workflows/schedule.ts'

/** A message received and not yet handled: a restart continues with these. */
export interface PendingMessage extends ReceivedMessage {
  readonly message: string
  readonly correlationId: string
  /** Absent in documents of earlier versions. */
  readonly receivedAt?: string
}

const PENDING: ReadonlySet<string> = new Set<MessageEvent['type']>([
  'message.received',
  'message.handled',
  'message.edited',
  'message.deleted',
])

export const pendingMessages: Projection<PendingMessage, ShipmateEvent> = {
  name: 'pending-messages',
  keys: ({ body }) => (PENDING.has(body.type) && 'message' in body ? [body.message] : []),
  apply: (_, { body, correlationId, at }) =>
    body.type === 'message.received'
      ? { ...body.received, message: body.message, correlationId, receivedAt: at }
      : undefined,
  labels: () => [],
}

/** A thread: whether others read it, its last turns, for "it", "the same" and "in staging?", and its last messages. */
export interface Conversation {
  readonly direct: boolean
  readonly turns: readonly Turn[]
  /** Oldest first; absent for a thread in which nothing was said since they are kept. */
  readonly messages?: readonly SaidMessage[]
  /** By person; absent for a thread in which nothing has happened since they are kept. */
  readonly lastAsks?: LastAsks
  /** What each person spoke here last, where their words showed it. */
  readonly languages?: Readonly<Record<UserId, Language>>
}

/** As many as understanding looks back over. */
const TURNS_KEPT = 10

export const conversations: Projection<Conversation, ShipmateEvent> = {
  name: 'conversations',
  keys({ body }) {
    switch (body.type) {
      case 'message.received':
        return [body.received.thread]
      case 'message.handled':
      case 'message.overheard':
      case 'question.asked':
      case 'confirmation.requested':
        return [body.thread]
      default:
        return []
    }
  },
  apply(before = { direct: false, turns: [] }, { body, at }) {
    const lastAsks = evolveLastAsks(before.lastAsks ?? {}, body)
    const messages = withMessage(before.messages ?? [], body, at)
    const now = { ...before, ...(messages.length > 0 && { messages }), lastAsks }
    if (body.type === 'message.received') {
      const { direct, by, language } = body.received
      return {
        ...now,
        direct: before.direct || direct,
        ...(language && { languages: { ...before.languages, [by]: language } }),
      }
    }
    return body.type === 'message.handled' ? { ...now, turns: turnsAfter(before.turns, body, at) } : now
  },
  labels: () => [],
}

function turnsAfter(
  before: readonly Turn[],
  { by, intent, slots, model, reply }: Extract<MessageEvent, { type: 'message.handled' }>,
  at: string,
): readonly Turn[] {
  const listed = reply?.listed ?? []
  const turn: Turn = {
    by,
    intent,
    slots,
    at,
    ...(model !== undefined && { model }),
    ...(listed.length > 0 && { listed }),
  }
  const earlier = before.map((one) => (turn.listed && one.by === by ? withoutList(one) : one))
  return [...earlier, turn].slice(-TURNS_KEPT)
}

/** A person points into the list they were shown last; keeping the others would only make the document grow. */
function withoutList({ listed: _, ...turn }: Turn): Turn {
  return turn
}

/** What people are called on their platforms. */
export interface KnownPerson {
  readonly name: string
}

export const people: Projection<KnownPerson, ShipmateEvent> = {
  name: 'people',
  keys: ({ body }) => {
    if (body.type === 'person.named') return [body.person]
    return body.type === 'message.received' && body.received.name ? [body.received.by] : []
  },
  apply: (before, { body }) => {
    if (body.type === 'person.named') return { name: body.name }
    return body.type === 'message.received' && body.received.name ? { name: body.received.name } : before
  },
  labels: () => [],
}

export const confirmations: Projection<Confirmation, ShipmateEvent> = {
  name: 'confirmations',
  keys: ({ body }) => (isConfirmation(body) ? [body.confirmation] : []),
  apply: (before, { body, at }) => (isConfirmation(body) ? evolveConfirmation(before, { body, at }) : before),
  labels: ({ state, thread, by, buttons, proposal }) => [
    state.kind,
    threadLabel(thread),
    byLabel(by),
    ...(proposal ? [proposalLabel(proposal.message)] : []),
    ...Object.values(buttons).map(buttonLabel),
  ],
}

/** Carried by change requests whose evidence nobody has gathered yet. */
export const UNGATHERED = 'ungathered'
/** Carried by those that started with conditions to be measured. */
export const GATED = 'gated'

export const changes: Projection<ChangeRequest, ShipmateEvent> = {
  name: 'changes',
  keys: ({ body }) => (isChange(body) ? [body.change] : []),
  apply: (before, { body, at }) => (isChange(body) ? evolveChange(before, { body, at }) : before),
  labels: (change) => [
    change.state.kind,
    ...(change.state.kind === 'pending' && !change.evidence ? [UNGATHERED] : []),
    ...(change.state.kind === 'started' && hasOpenGate(change) ? [GATED] : []),
    threadLabel(change.thread),
    byLabel(change.by),
    ...placeLabels(whereOf(change)),
    ...[change, ...change.earlier].flatMap(({ buttons }) => buttonsOf(buttons)).map(buttonLabel),
    ...change.approvals.flatMap(({ conditions }) => conditions.map(({ condition }) => buttonLabel(condition))),
  ],
}

const buttonsOf = (buttons: ChangeButtons): readonly string[] => Object.values(buttons)

function hasOpenGate({ approvals, judged }: ChangeRequest): boolean {
  return gatedConditions(approvals).some(({ condition }) => isOpenGate(judged[condition]))
}

export const questions: Projection<Question, ShipmateEvent> = {
  name: 'questions',
  keys: ({ body }) => (isQuestion(body) ? [body.question] : []),
  apply: (before, { body, at }) => (isQuestion(body) ? evolveQuestion(before, { body, at }) : before),
  labels: ({ state, thread, by, choices }) => [
    state,
    threadLabel(thread),
    byLabel(by),
    ...choices.map(({ button }) => buttonLabel(button)),
  ],
}

/** Logs that somebody follows, or has followed. */
export const follows: Projection<Follow, ShipmateEvent> = {
  name: 'follows',
  keys: ({ body }) => (isFollow(body) ? [body.follow] : []),
  apply: (before, { body, at }) => (isFollow(body) ? evolveFollow(before, body, at) : before),
  labels: ({ ended, thread, button }) => [ended ? 'ended' : 'open', threadLabel(thread), buttonLabel(button)],
}

/** What people have offered to others, open or not. */
export const handovers: Projection<Handover, ShipmateEvent> = {
  name: 'handovers',
  keys: ({ body }) => (isHandover(body) ? [body.handover] : []),
  apply: (before, { body }) => (isHandover(body) ? evolveHandover(before, body) : before),
  labels: ({ state, button }) => [state.kind, buttonLabel(button)],
}

/** Carried by failed runs whose cause nobody has looked for yet. */
export const UNEXPLAINED = 'unexplained'
/** Carried by deployments that are live and of which it is not clear yet how they do. */
export const UNWATCHED = 'unwatched'

/** Carried by runs with a step that waits for an event. */
export const AWAITING = 'awaiting'

/** Carried by runs with a paused step, which resumes at a recorded time. */
export const PAUSED = 'paused'

export const runs: Projection<Run, ShipmateEvent> = {
  name: 'runs',
  keys: ({ body }) => (isRun(body) ? [body.task] : []),
  apply: (before, { body, at }) => (isRun(body) ? evolveRun(before, { body, at }) : before),
  labels: (run) => [
    hasEnded(run) ? 'ended' : 'active',
    ...(awaitsExplanation(run) ? [UNEXPLAINED] : []),
    ...(awaitsWatch(run) ? [UNWATCHED] : []),
    ...(nextResumption(run) === undefined ? [] : [PAUSED]),
    ...rerunLabels(run),
    ...(hasEnded(run) ? [] : Object.values(run.awaits ?? {}).flat()).map(awaitsLabel),
    ...(run.health?.button === undefined ? [] : [buttonLabel(run.health.button)]),
    ...approvalSteps(run).flatMap((step) => Object.values(approvalButtons(run, step)).map(buttonLabel)),
    run.state,
    listedAs(run),
    ...(run.plan.kind === 'workflow' ? [workflowLabel(run.plan.definition.id)] : []),
    ...(Object.values(run.progress?.awaited ?? {}).some(({ kind }) => kind === 'event') ? [AWAITING] : []),
    ...placeLabels(whereOf(run)),
    ...(run.plan.kind === 'repair' ? [deviceLabel(run.plan.device)] : []),
  ],
}

export const environments: Projection<EnvironmentState, ShipmateEvent> = {
  name: 'environments',
  keys({ body }) {
    if (isEnvironment(body)) return [environmentKey(body.service, body.environment)]
    const target = isRunCompleted(body) ? targetOf(body) : undefined
    return target ? [environmentKey(target.service, target.environment)] : []
  },
  apply: (before, { body, at }) =>
    isEnvironment(body) || isRun(body) ? evolveEnvironment(before, { body, at }) : before,
  labels: ({ service, environment }) => [serviceLabel(service), environmentLabel(environment)],
}

/** Deployments that start at a moment. */
export const schedules: Projection<Schedule, ShipmateEvent> = {
  name: 'schedules',
  keys: ({ body }) => (isSchedule(body) ? [body.task] : []),
  apply: (before, { body, at }) => (isSchedule(body) ? evolveSchedule(before, { body, at }) : before),
  labels: ({ state, by, thread, plan, button }) => [
    state.kind === 'open' ? 'open' : 'ended',
    byLabel(by),
    threadLabel(thread),
    buttonLabel(button),
    ...placeLabels(plan),
  ],
}

/** Workflows that start by themselves, by their ids. */
export const workflowSchedules: Projection<WorkflowSchedule, ShipmateEvent> = {
  name: 'workflow-schedules',
  keys: ({ body }) => (isWorkflowSchedule(body) ? [body.workflow] : []),
  apply: (before, { body, at }) => (isWorkflowSchedule(body) ? evolveWorkflowSchedule(before, { body, at }) : before),
  labels: () => [],
}

/** People's locks, each with all its places. */
export const locks: Projection<Lock, ShipmateEvent> = {
  name: 'locks',
  keys: ({ body }) => (isOfLock(body) ? [body.lock] : []),
  apply: (before, { body, at }) => (isOfLock(body) ? evolveLockCard(before, body, at) : before),
  labels: (lock) => [
    isOpen(lock) ? 'open' : 'ended',
    byLabel(lock.by),
    buttonLabel(lock.button),
    ...new Set(lock.places.flatMap(placeLabels)),
  ],
}

export const drifts: Projection<Drift, ShipmateEvent> = {
  name: 'drifts',
  keys: ({ body }) => (isDrift(body) ? [body.drift] : []),
  apply: (before, { body, at }) => (isDrift(body) ? evolveDrift(before, { body, at }) : before),
  labels: ({ ended, service, environment, button, device, card }) => [
    ended ? 'ended' : 'open',
    serviceLabel(service),
    environmentLabel(environment),
    buttonLabel(button),
    ...(device === undefined ? [] : [deviceLabel(device)]),
    ...(card === undefined ? [] : [cardLabel(card)]),
  ],
}

export const apiTokens: Projection<ApiToken, ShipmateEvent> = {
  name: 'api-tokens',
  keys: ({ body }) => (isOfApiToken(body) ? [body.token] : []),
  apply: (before, { body, at }) => (isOfApiToken(body) ? evolveApiToken(before, { body, at }) : before),
  labels: () => [],
}

export const logins: Projection<Login, ShipmateEvent> = {
  name: 'logins',
  keys: ({ body }) => (isOfLogin(body) ? [body.login] : []),
  apply: (before, { body, at }) => (isOfLogin(body) ? loginAfter({ body, at }) : before),
  labels: () => [],
}

export const personLinks: Projection<PersonLink, ShipmateEvent> = {
  name: 'person-links',
  keys: ({ body }) => (isOfPersonLink(body) ? [body.link] : []),
  apply: (before, { body }) => (isOfPersonLink(body) ? linkAfter(before, body) : before),
  labels: ({ kind }) => [kind],
}

export const projections = [
  pendingMessages,
  conversations,
  people,
  confirmations,
  changes,
  questions,
  follows,
  handovers,
  runs,
  environments,
  schedules,
  workflowSchedules,
  locks,
  drifts,
  postponedReports,
  timers,
  modelDays,
  callDays,
  apiTokens,
  firstTasks,
  logins,
  personLinks,
] as const

export const threadLabel = (thread: string): string => `thread:${thread}`
export const byLabel = (by: string): string => `by:${by}`
/** Of a confirmation, with the message by which an assistant proposed it. */
export const proposalLabel = (message: string): string => `proposal:${message}`
export const buttonLabel = (button: string): string => `button:${button}`
export const serviceLabel = (service: string): string => `service:${service}`
export const deviceLabel = (device: string): string => `device:${device}`
/** Carried by tasks that run the failed jobs of an attempt again. */
export const rerunLabel = (run: number, attempt: number): string => `rerun:${run}/${attempt}`

function rerunLabels(run: Run): readonly string[] {
  const rerun = plannedRerun(run)
  return [
    ...(rerun ? [rerunLabel(rerun.run, rerun.attempt)] : []),
    ...(hasEnded(run) && rerunOf(run) ? [buttonLabel(rerunButton(run))] : []),
  ]
}

/** Carried by runs with a step on which somebody outside reports under this name. */
export const awaitsLabel = (name: string): string => `awaits:${name}`
export const cardLabel = (card: string): string => `card:${card}`
export const workflowLabel = (workflow: string): string => `workflow:${workflow}`
export const environmentLabel = (environment: string): string => `environment:${environment}`

function placeLabels({ service, environment }: Whereabouts): readonly string[] {
  return [
    ...(service === undefined ? [] : [serviceLabel(service)]),
    ...(environment === undefined ? [] : [environmentLabel(environment)]),
  ]
}

type Body = Stored<ShipmateEvent>['body']

/** Folded here is what this version knows; other events of the same subject leave its document as it is. */
const isOf = ({ type }: Body, ...subjects: readonly string[]): boolean =>
  isKnownType(type) && subjects.some((subject) => type.startsWith(subject))

const isConfirmation = (body: Body): body is ConfirmationEvent => isOf(body, 'confirmation.')
const isChange = (body: Body): body is ChangeEvent => isOf(body, 'change.', 'approval.')
const isQuestion = (body: Body): body is QuestionEvent => isOf(body, 'question.')
const isEnvironment = (body: Body): body is EnvironmentEvent => isOf(body, 'environment.') || isOfLock(body)
const isSchedule = (body: Body): body is ScheduleEvent => body.type === 'deploy.scheduled' || isOf(body, 'schedule.')
const isWorkflowSchedule = (body: Body): body is WorkflowScheduleEvent => isOf(body, 'workflow.')
const isOfPersonLink = (body: Body): body is PersonLinkEvent =>
  body.type === 'person.link.offered' || body.type === 'person.linked' || body.type === 'person.unlinked'
const isOfLogin = (body: Body): body is LoginEvent => isOf(body, 'login.')
const isOfApiToken = (body: Body): body is ApiTokenEvent => isOf(body, 'token.')
const isFollow = (body: Body): body is FollowEvent => isOf(body, 'log.follow.')
const isHandover = (body: Body): body is HandoverEvent => isOf(body, 'handover.')
const isDrift = (body: Body): body is DriftEvent => isOf(body, 'drift.')
const isRun = (body: Body): body is RunEvent => isOf(body, 'run.', 'cicd.')
