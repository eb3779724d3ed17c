import { z } from 'zod'
import { ANNOUNCED_MOMENTS } from '../src/domain/announcement.ts'
import { platformId } from './schema-values.ts'

/** Which channels follow the changes of which services. */
export const announcements = z
  .array(
    z.strictObject({
      channel: platformId(
        'slack:C0123ABCD',
        'The channel that is told, on whichever platform: `slack:C0123ABCD`, `discord:80351110224678912`. Everybody in it reads what is announced',
      ),
      services: z.array(z.string()).min(1).optional().describe('Only of these services; of all when left out'),
      environments: z.array(z.string()).min(1).optional().describe('Only of these environments; of all when left out'),
      on: z
        .array(z.enum(ANNOUNCED_MOMENTS))
        .min(1)
        .default([...ANNOUNCED_MOMENTS])
        .describe(
          'Which moments to announce: `start`, `success`, `failure` (a cancelled task too). Each change is one message: posted at the first of them, edited afterwards',
        ),
    }),
  )
  .default([])
  .describe('Channels that follow deployments, rollbacks, restarts and scaling, wherever they were asked for')
