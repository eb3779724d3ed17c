import { z } from 'zod'
import { command, platformId, seconds, url } from './schema-values.ts'
import { variablesParts } from './targets/given-variables.ts'

/* What may be said of the Model Context Protocol: where assistants propose, and which servers of others are asked. */

const server = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,19}$/, 'must be 1 to 20 lower-case letters, digits or hyphens')
      .describe('What it is called: its tools are `mcp__NAME__TOOL`'),
    command: command('A program that speaks MCP over its pipes, as a list of arguments; no shell reads it').optional(),
    ...variablesParts('the program'),
    url: url(/^https?$/, 'The address of a server that speaks streamable HTTP, in the place of `command`').optional(),
    token: z.string().min(1).optional().describe('The name of the secret that is sent to `url` as a bearer token'),
    tools: z
      .array(z.string().min(1))
      .min(1)
      .describe('Its tools that may be used. Those that do not say that they only read are never offered'),
    timeoutSeconds: seconds('How long it may take for an answer').default(10),
  })
  .refine(({ command, url }) => (command === undefined) !== (url === undefined), 'needs either `command` or `url`')

export const mcp = z
  .strictObject({
    channel: platformId(
      'slack:C024BE7LH',
      'The channel in which people confirm what AI assistants propose, each proposal in a thread of its own: `slack:C024BE7LH`, `discord:80351110224678912`. Left out: the terminal of the bot; without one, proposals are refused. [mcp.md](mcp.md)',
    ).optional(),
    servers: z
      .array(server)
      .default([])
      .describe(
        'MCP servers whose tools models of Shipmate may look things up with, in open questions and in agents that name them: [mcp.md](mcp.md#tools-of-other-servers)',
      ),
  })
  .prefault({})
