import type { Wish } from '../domain/gates/decide-gates.ts'
import { demandsChecks, type KnownChecks } from '../domain/gates/required-checks.ts'
import type { Settings } from '../domain/settings.ts'
import type { ServiceCode } from '../ports/code-host.ts'
import { codeProblemSentence } from '../texts/code-words.ts'
import type { Texts } from '../texts/texts.ts'

/** The checks that decide whether a wish may run; undefined where no rule asks for any, or no commit is named. */
export async function knownChecks(
  { gates: { requireChecks = [] } }: Pick<Settings, 'gates'>,
  { does, service, environment, sha }: Pick<Wish, 'does' | 'service' | 'environment' | 'sha'>,
  code: Pick<ServiceCode, 'checksOf'>,
  texts: Texts,
): Promise<KnownChecks | undefined> {
  const isAsked = does === 'deploy' && requireChecks.some((rule) => demandsChecks(rule, { service, environment }))
  if (!isAsked || sha === undefined) return undefined
  const found = await code.checksOf(service, sha)
  if (!('problem' in found)) return { kind: 'known', checks: found }
  return { kind: 'unknown', sentence: codeProblemSentence(found, service, texts) }
}
