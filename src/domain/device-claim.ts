import type { ServiceId, TaskId } from './ids.ts'

/** A task is to fix a device: until it has ended, no other may. Stream `device-<id>`. */
export interface DeviceClaimed {
  readonly type: 'device.claimed'
  readonly device: string
  readonly service: ServiceId
  readonly task: TaskId
}

export const deviceStream = (device: string): string => `device-${device}`
