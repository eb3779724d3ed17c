import { z } from 'zod'

const MOST_ENTRIES = 100
const USUAL_ENTRIES = 25

export const nameSchema = z.string().min(1).max(100).optional()
export const whereSchema = z.object({ service: nameSchema, environment: nameSchema })
export const pagedSchema = z.object({
  cursor: z.string().min(1).max(40).optional().describe('The `next` of the page before'),
  limit: z.coerce.number().int().min(1).max(MOST_ENTRIES).default(USUAL_ENTRIES),
})
export const next = z.string().optional().describe('The cursor of the page after this one; left out on the last')
export const runKindSchema = z.enum(['build', 'deployment', 'workflow']).optional()
export const runStateSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled', 'active']).optional()
export const changeStateSchema = z.enum(['pending', 'started', 'declined', 'withdrawn', 'expired', 'voided']).optional()
