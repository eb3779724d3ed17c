import type { ServiceId } from '../domain/ids.ts'
import type { Release } from '../domain/release.ts'
import type { TestCounts } from '../domain/test-counts.ts'
import type { Failed } from './work-outcome.ts'

export interface TestOrder {
  readonly service: ServiceId
  readonly release: Release
}

/** How the tests of a commit ended. A build that fails before them is a failure, too. */
export type TestOutcome =
  | { readonly kind: 'passed'; readonly counts?: TestCounts }
  | Failed
  | { readonly kind: 'cancelled' }

/**
 * Tests a commit of a service: checks out exactly that one, builds it, and runs the service's tests in it. Nothing of it
 * stays, so it may be called again whatever became of an earlier call.
 */
export interface Tester {
  test(order: TestOrder, signal: AbortSignal): Promise<TestOutcome>
}
