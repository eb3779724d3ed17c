#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { COMPILE_CACHE } from './compile-cache.ts'

// Where nothing can be kept, it starts slower.
enableCompileCache(COMPILE_CACHE)

const { runShipmate } = await import('./commands/shipmate.ts')
await runShipmate()
