import type { ServiceCode } from '../../src/ports/code-host.ts'

/** Nobody knows where pull requests are. */
export const NO_CODE_HOST: ServiceCode = {
  pullRequestOf: async () => ({ problem: 'no-host' }),
  checksOf: async () => ({ problem: 'no-host' }),
  linksOf: () => undefined,
}
