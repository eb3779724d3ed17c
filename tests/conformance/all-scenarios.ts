import type { Scenario } from './scenario.ts'
import { asking } from './scenarios/asking.ts'

/** Every scenario, in the order of the table. They stand in files by subject, since one would have thousands of lines. */
export const SCENARIOS: Readonly<Record<string, readonly Scenario[]>> = {
  'Asking and answering': asking,
}
