import type { AgentDecisionEvent } from './agent-decision.ts'
import type { ApiTokenEvent } from './api-token.ts'
import type { ChangeEvent } from './change-request.ts'
import type { CodeEvent } from './code-event.ts'
import type { ConfirmationEvent } from './confirmation.ts'
import type { DeviceClaimed } from './device-claim.ts'
import type { DriftEvent } from './drift.ts'
import type { EnvironmentEvent } from './environment.ts'
import type { ErasureEvent } from './erasure.ts'
import type { HandoverEvent } from './handover.ts'
import type { FollowEvent } from './log-follow.ts'
import type { LoginEvent } from './login.ts'
import type { MessageEvent } from './message.ts'
import type { ModelAnswered } from './model-use.ts'
import type { PersonNamed } from './person.ts'
import type { PersonLinkEvent } from './person-link.ts'
import type { QuestionEvent } from './question.ts'
import type { RequestRefused } from './refusal.ts'
import type { RepairGranted } from './repair-policy.ts'
import type { LogRestored } from './restore.ts'
import type { RunEvent } from './run-events.ts'
import type { ScheduleEvent } from './schedule.ts'
import type { ToolRefused } from './tool-refusal.ts'
import type { WorkflowScheduleEvent } from './workflows/schedule.ts'

/** Everything that can happen. The types are past tense, dotted, and the topics others listen to. */
export type ShipmateEvent =
  | MessageEvent
  | PersonNamed
  | QuestionEvent
  | RequestRefused
  | ToolRefused
  | ConfirmationEvent
  | ChangeEvent
  | RunEvent
  | EnvironmentEvent
  | FollowEvent
  | HandoverEvent
  | ScheduleEvent
  | WorkflowScheduleEvent
  | DriftEvent
  | RepairGranted
  | DeviceClaimed
  | AgentDecisionEvent
  | ModelAnswered
  | CodeEvent
  | ApiTokenEvent
  | ErasureEvent
  | LogRestored
  | LoginEvent
  | PersonLinkEvent
