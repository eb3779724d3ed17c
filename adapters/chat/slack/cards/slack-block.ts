import type { types } from '@slack/bolt'
import type { ChartBlock } from './render-chart.ts'

/** Every block that a message of ours may hold. */
export type SlackBlock = types.KnownBlock | ChartBlock
