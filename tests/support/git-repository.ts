import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Files = Readonly<Record<string, string>>

/** A real git repository for a test, with no settings of this machine in it. */
export interface GitRepository {
  readonly path: string
  /** Writes the files, commits everything, and gives the commit's id. */
  commit(subject: string, files: Files): string
  tag(name: string): void
  git(...gitArguments: readonly string[]): string
}

const ENVIRONMENT = {
  PATH: process.env.PATH ?? '',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ana',
  GIT_AUTHOR_EMAIL: 'ana@example.com',
  GIT_COMMITTER_NAME: 'Ana',
  GIT_COMMITTER_EMAIL: 'ana@example.com',
}

export function createGitRepository(path: string): GitRepository {
  mkdirSync(path, { recursive: true })
  const git = (...gitArguments: readonly string[]): string =>
    execFileSync('git', [...gitArguments], { cwd: path, env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' }).trim()
  git('init', '--quiet', '--template=', '--initial-branch=main')
  return {
    path,
    git,
    commit(subject, files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true })
        writeFileSync(join(path, name), text)
      }
      git('add', '--all')
      git('commit', '--quiet', '--allow-empty', '--message', subject)
      return git('rev-parse', 'HEAD')
    },
    tag: (name) => void git('tag', name),
  }
}

/** Breaks a repository in the way a failing disk does. */
export function breakRepository({ path }: GitRepository): void {
  rmSync(join(path, '.git', 'objects'), { recursive: true })
}
