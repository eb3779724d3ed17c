import { formatsFor } from '../formats.ts'
import type { Texts } from '../texts.ts'
import { abilities } from './abilities.ts'
import { access } from './access.ts'
import { accounts } from './accounts.ts'
import { agents } from './agents.ts'
import { changes } from './changes.ts'
import { ci } from './ci.ts'
import { codeHost } from './code-host.ts'
import { commands } from './commands.ts'
import { confirmations } from './confirmations.ts'
import { conversation } from './conversation.ts'
import { deployments } from './deployments.ts'
import { devices } from './devices.ts'
import { drift } from './drift.ts'
import { facts } from './facts.ts'
import { forecast } from './forecast.ts'
import { gates } from './gates.ts'
import { handover } from './handover.ts'
import { health } from './health.ts'
import { home } from './home.ts'
import { investigations } from './investigations.ts'
import { logs } from './logs.ts'
import { metrics } from './metrics.ts'
import { notYet } from './not-yet.ts'
import { plans } from './plans.ts'
import { platforms } from './platforms.ts'
import { questions } from './questions.ts'
import { requests } from './requests.ts'
import { restored } from './restored.ts'
import { rings } from './rings.ts'
import { runs } from './runs.ts'
import { several } from './several.ts'
import { tasks } from './tasks.ts'
import { telling } from './telling.ts'
import { times } from './times.ts'
import { undelivered } from './undelivered.ts'
import { workflows } from './workflows.ts'

export const de: Texts = {
  formats: formatsFor('de', ['„', '“']),
  abilities,
  access,
  accounts,
  agents,
  changes,
  ci,
  codeHost,
  commands,
  confirmations,
  conversation,
  deployments,
  devices,
  drift,
  facts,
  forecast,
  gates,
  handover,
  health,
  home,
  investigations,
  logs,
  metrics,
  notYet,
  plans,
  platforms,
  questions,
  requests,
  restored,
  rings,
  runs,
  several,
  tasks,
  telling,
  times,
  undelivered,
  workflows,
}
