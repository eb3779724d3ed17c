import type { Release } from '../../domain/release.ts'

/** Whether a release is what somebody named: its tag, with or without the `v`, or the first digits of its commit. */
export function namesRelease(named: string, { version, sha }: Release): boolean {
  return version === named || version === `v${named}` || sha.startsWith(named)
}
