import { z } from 'zod'
import { platformId } from './schema-values.ts'

/* What may be said of the Model Context Protocol: where assistants propose. */

export const mcp = z
  .strictObject({
    channel: platformId(
      'slack:C024BE7LH',
      'The channel in which people confirm what AI assistants propose, each proposal in a thread of its own: `slack:C024BE7LH`, `discord:80351110224678912`. Left out: the terminal of the bot, or the console. [mcp.md](mcp.md)',
    ).optional(),
  })
  .prefault({})
