import { logLines } from '../build/log-lines.ts'

/** A file with its line, or one that a runner names; a folder of a Go package. */
const PATHS =
  /(?:file:\/\/)?((?:[\w@.~-]{0,100}\/){0,20}[\w@.-]{1,100}\.(?:tsx?|jsx?|mts|cts|mjs|cjs|vue|svelte|go|py|rs|java|kt|scala|rb|php|cs|c|cc|cpp|h|hpp|swift|ex|exs|sql|ya?ml|json|toml))\b|\bFAIL\s{1,8}((?:[\w@.-]{1,100}\/){1,20}[\w@.-]{1,100})/g

/** What is not of the project. */
const FOREIGN =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|\.npm|\.pnpm-store|_logs)\/|^\/(?:usr|opt|lib|root\/\.|home\/[^/]{1,60}\/\.)|^node:|^internal\/(?:modules|process|errors|streams)\//

const MOST_PATHS = 20

/** The files of the project, and packages, that the lines of a log name; those named first come first. */
export function failingPaths(log: string): readonly string[] {
  const found = new Set<string>()
  for (const { text } of logLines(log)) {
    for (const [, file, folder] of text.matchAll(PATHS)) {
      const path = (file ?? folder ?? '').replace(/^(?:\.\/)+/, '')
      if (path !== '' && !FOREIGN.test(path)) found.add(path)
      if (found.size >= MOST_PATHS) return [...found]
    }
  }
  return [...found]
}
