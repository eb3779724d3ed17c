import { type Failed, failed } from '../../../src/ports/work-outcome.ts'

export function diskFull(folder: string, logTail?: string): Failed {
  return failed('The disk is full.', `Free some space for ${folder}, then ask again.`, logTail)
}

const SAYS_DISK_IS_FULL = /\bENOSPC\b|\bEDQUOT\b|no space left on device|disk quota exceeded/i

/** Whether an error, or what a command printed, comes from a full disk. */
export function isDiskFull(error: unknown): boolean {
  return SAYS_DISK_IS_FULL.test(String(error)) || (error as NodeJS.ErrnoException | undefined)?.code === 'ENOSPC'
}
