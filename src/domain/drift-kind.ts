/** How what is can differ from what should be. */
export const DRIFT_KINDS = [
  'version',
  'config',
  'missing',
  'stopped',
  'unhealthy',
  'extra-instance',
  'disk',
  'unknown',
] as const
export type DriftKind = (typeof DRIFT_KINDS)[number]
