import { z } from 'zod'
import { MODEL_USES } from '../../../src/domain/model-use.ts'
import { AGENT_NAME, CAPABILITY } from '../core/define-agent.ts'
import { formObjectSchema } from './form-schema.ts'

/** What a YAML file that is an agent may hold. The descriptions are what people read beside a problem. */
export const agentFileSchema = z.strictObject({
  name: z
    .string()
    .regex(AGENT_NAME, 'must be lower-case letters, digits and hyphens')
    .describe('What the agent is called'),
  capability: z
    .string()
    .regex(CAPABILITY, 'must be words with dots between, such as release.notes')
    .describe('What it can be asked for, such as `release.notes`'),
  model: z.enum(MODEL_USES).default('decision').describe('Which of `models` in shipmate.yaml is asked'),
  system: z.string().trim().min(1).describe('What the model is told about its task'),
  tools: z
    .array(z.string())
    .default([])
    .describe('What its model may look things up with before it answers, such as `read_logs`; they change nothing'),
  input: formObjectSchema.describe('The form of what it judges, in JSON schema'),
  output: formObjectSchema.describe('The form of its answer, in JSON schema'),
  prompt: z
    .string()
    .trim()
    .min(1)
    .describe('What it is asked, with the names of input properties in braces where their data is to stand'),
  withoutModel: z.record(z.string(), z.unknown()).describe('Its answer when no model answers, in the form of `output`'),
  exampleLookUps: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('What its tools give when it is tried, by their names; any data'),
  example: z.record(z.string(), z.unknown()).optional().describe('An input to try it with, in the form of `input`'),
})

export type AgentFile = z.output<typeof agentFileSchema>
