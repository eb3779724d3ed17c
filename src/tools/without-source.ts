import { z } from 'zod'
import { defineTool, name, type Tool } from './tool.ts'

/** What could be asked if somebody kept it. It says so, since a model that is told nothing makes something up. */
const asked = z.strictObject({ service: name.optional(), environment: name.optional() })

export const listChanges: Tool = defineTool({
  name: 'list_changes',
  description: 'Change requests and their approvals.',
  effect: 'read',
  permission: 'change.list',
  input: asked,
  run: async () => ({
    kind: 'nothing',
    sentence: 'No change requests are kept here; a plan is confirmed by who asks.',
  }),
})

export const executeRemediation: Tool = defineTool({
  name: 'execute_remediation',
  description: 'Mends a known kind of fault.',
  effect: 'danger',
  permission: 'drift.fix',
  input: asked,
  run: async () => ({ kind: 'nothing', sentence: 'No remediation is configured, so nothing was done.' }),
})
