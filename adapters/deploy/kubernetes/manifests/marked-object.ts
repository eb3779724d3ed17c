import { deploymentSchema } from '../shapes.ts'

/** What is read of every object: its metadata, with whatever Shipmate has noted on it. */
export const markedSchema = deploymentSchema.pick({ metadata: true })
