import { chat } from './pages/chat/chat.ts'
import { deployments } from './pages/deployments/deployments.ts'
import { overview } from './pages/overview/overview.ts'
import type { Page } from './shell/page.ts'

/** Every page, in the order of the navigation. */
export const PAGES: readonly Page[] = [chat, overview, deployments]
