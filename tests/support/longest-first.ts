import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Longest first: what begins last then ends with the others, also where no earlier run has told how long each takes. */
const LONGEST = ['tests/kill/', 'tests/conversations/', 'tests/bench/', 'tests/end-to-end/', 'tests/integration/local-']

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = LONGEST.findIndex((part) => moduleId.includes(part))
  return at < 0 ? LONGEST.length : at
}
