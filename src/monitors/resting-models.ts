import type { Metrics } from '../ports/metrics.ts'

const RESTING = 2

/** The same metrics, and which models are left alone by what they are told. */
export function withRestingModels(metrics: Metrics): {
  readonly metrics: Metrics
  readonly restingModels: () => readonly string[]
} {
  const resting = new Set<string>()
  return {
    metrics: {
      ...metrics,
      set(id, labels, value) {
        metrics.set(id, labels, value)
        const { model }: { readonly model?: string } = labels
        if (id !== 'modelBreaker' || model === undefined) return
        if (value === RESTING) resting.add(model)
        else resting.delete(model)
      },
    },
    restingModels: () => [...resting].toSorted(),
  }
}
