import { enableCompileCache } from 'node:module'
import { prepareTemplate } from '../adapters/store/new-database.ts'
import { COMPILE_CACHE } from './compile-cache.ts'

/**
 * What the first start would otherwise wait for, done by npm after an install: an empty database to copy, and the code
 * compiled. Nothing depends on it; where it fails, the first start does it.
 */
enableCompileCache(COMPILE_CACHE)
await Promise.all([prepareTemplate(), import('./commands/serve.ts'), import('./commands/start.ts')])
