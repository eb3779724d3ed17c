import { z } from 'zod'
import { APPROVED_ACTIONS } from '../src/domain/approvals/approval-rule.ts'
import { WEEKDAYS } from '../src/domain/approvals/local-hours.ts'
import { isZone } from '../src/domain/local-time.ts'
import { DEPLOY_STRATEGIES } from '../src/domain/release.ts'
import { RISK_VERDICTS } from '../src/domain/risk.ts'
import { minutesIn, numeric, platformId } from './schema-values.ts'

const LONGEST_APPROVAL_MINUTES = 30 * 24 * 60

export const approvalRule = z.strictObject({
  name: z.string().min(1).optional().describe('How people know the rule: `production needs 1 of @sre`'),
  actions: z
    .array(z.enum(APPROVED_ACTIONS))
    .min(1)
    .default(['deploy'])
    .describe(
      '`deploy`, `rollback`, `restart`, `scale`. A canary promoted by hand counts as a deployment. Default: `deploy`',
    ),
  services: z.array(z.string()).min(1).optional().describe('Only these services; all when left out'),
  environments: z.array(z.string()).min(1).optional().describe('Only these environments; all when left out'),
  strategies: z
    .array(z.enum(DEPLOY_STRATEGIES))
    .min(1)
    .optional()
    .describe('Only these strategies: `blue-green`, `rolling`, `recreate`, `canary`; all when left out'),
  risk: z
    .array(z.enum(RISK_VERDICTS))
    .min(1)
    .optional()
    .describe('Only when the risk is judged so: `go`, `go-with-canary`, `hold`; always when left out'),
  when: z
    .strictObject({
      hours: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d-(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be hours such as 18:00-08:00')
        .optional()
        .describe('`18:00-08:00`; all day when left out'),
      weekdays: z.array(z.enum(WEEKDAYS)).min(1).optional().describe('`mon` to `sun`; every day when left out'),
      zone: z
        .string()
        .refine(isZone, 'must be the name of a time zone, such as Europe/Berlin')
        .describe('The time zone: `Europe/Berlin`, `UTC`'),
    })
    .optional()
    .describe('Only at these times; always when left out'),
  touches: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Only when the difference touches one of these paths: `migrations`, `**/*.sql`; always when left out'),
  count: numeric(z.int().min(1).max(20), 'How many people must approve').default(1),
  roles: z
    .array(z.string())
    .default([])
    .describe('Roles that may approve; whoever has the right `change.approve` when empty'),
  expires: z
    .string()
    .regex(/^[1-9]\d{0,3}[mhd]$/, 'must be a time such as 30m, 8h or 2d')
    .refine((text) => minutesIn(text) <= LONGEST_APPROVAL_MINUTES, 'must be 30 days at most')
    .default('24h')
    .describe('How long an approval is waited for: `30m`, `8h`, `2d`'),
})

export const linkedPerson = z.strictObject({
  name: z.string().min(1).optional().describe('A readable name'),
  ids: z
    .array(platformId('slack:U024BE7LH', 'An account: `slack:U024BE7LH`, `discord:80351110224678912`'))
    .min(2)
    .describe('The accounts of one person: an approval by any of them is that person’s'),
})
