import { agents } from './pages/agents/agents.ts'
import { alerts } from './pages/alerts/alerts.ts'
import { audit } from './pages/audit/audit.ts'
import { chat } from './pages/chat/chat.ts'
import { deployments } from './pages/deployments/deployments.ts'
import { events } from './pages/events/events.ts'
import { overview } from './pages/overview/overview.ts'
import { tokens } from './pages/tokens/tokens.ts'
import { waiting } from './pages/waiting/waiting.ts'
import { workflows } from './pages/workflows/workflows.ts'
import type { Page } from './shell/page.ts'

/** Every page, in the order of the navigation. */
export const PAGES: readonly Page[] = [
  ...[chat, overview, deployments, waiting, workflows],
  ...[agents, events, audit, alerts, tokens],
]
