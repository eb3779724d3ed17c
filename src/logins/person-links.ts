import { randomBytes, randomUUID } from 'node:crypto'
import type { UserId } from '../domain/ids.ts'
import { personLinkStream } from '../domain/person-link.ts'
import { personLinks } from '../domain/projections.ts'
import type { LinkResult, PersonLinks } from '../ports/person-links.ts'
import { transact } from '../runtime/transact.ts'
import { hashOf, isSame, newSecretId } from '../tokens/secrets.ts'
import type { LoginParts } from './console-logins.ts'

const CODE_LASTS_MINUTES = 10
const MINUTE_MS = 60_000
/** 128 bits. Only digits and letters, which no platform formats. */
const CODE_BYTES = 16
const CODE = /^([0-9a-f]{12})([0-9a-f]{32})$/
/** Whoever parts their accounts still counts as one person for what they asked for before. */
const COUNTS_ON_MS = 24 * 60 * MINUTE_MS

/** Links between accounts, in the log. */
export function linksOfPeople(parts: LoginParts): PersonLinks {
  return {
    offer: (user) => offer(parts, user),
    redeem: (user, code) => redeem(parts, user, code),
    unlink: (user) => unlink(parts, user),
  }
}

async function offer({ store, clock }: LoginParts, user: UserId) {
  const [link, code] = [newSecretId(), randomBytes(CODE_BYTES).toString('hex')]
  const now = clock.now()
  const expiresAt = new Date(now.getTime() + CODE_LASTS_MINUTES * MINUTE_MS).toISOString()
  await transact(store, { correlationId: randomUUID(), actor: user }, now, async (transaction) => {
    transaction.append(personLinkStream(link), {
      type: 'person.link.offered',
      ...{ link, user, hash: hashOf(code), expiresAt },
    })
  })
  return { code: `${link}${code}`, minutes: CODE_LASTS_MINUTES }
}

async function redeem({ store, clock }: LoginParts, user: UserId, said: string): Promise<LinkResult> {
  const [, link = '', code = ''] = CODE.exec(said) ?? []
  const offered = link === '' ? undefined : await store.get(personLinks, link)
  const now = clock.now()
  if (offered?.kind !== 'offered' || !isSame(hashOf(code), offered.hash) || now >= new Date(offered.expiresAt))
    return { kind: 'no-code' }
  if (offered.user === user) return { kind: 'same-account' }
  const cause = { correlationId: randomUUID(), actor: user }
  const linked = await transact(store, cause, now, async (transaction) => {
    const last = (await transaction.read(personLinkStream(link))).at(-1)
    if (last?.body.type !== 'person.link.offered') return false
    transaction.append(personLinkStream(link), { type: 'person.linked', link, accounts: [offered.user, user] })
    return true
  })
  return linked.kind === 'done' && linked.result ? { kind: 'linked', other: offered.user } : { kind: 'no-code' }
}

async function unlink({ store, clock }: LoginParts, user: UserId): Promise<boolean> {
  const now = clock.now()
  const all = await store.list(personLinks, { labels: ['linked'] })
  const own = all.filter((one) => one.kind === 'linked' && one.endsAt === undefined && one.accounts.includes(user))
  const endsAt = new Date(now.getTime() + COUNTS_ON_MS).toISOString()
  for (const { link } of own)
    await transact(store, { correlationId: randomUUID(), actor: user }, now, async (transaction) => {
      const last = (await transaction.read(personLinkStream(link))).at(-1)
      if (last?.body.type === 'person.linked')
        transaction.append(personLinkStream(link), { type: 'person.unlinked', link, by: user, endsAt })
    })
  return own.length > 0
}
