import { BUILD_SOURCE, packageSource, readmeSource, serverSource } from './sample-sources.ts'

export interface SampleCommit {
  readonly subject: string
  readonly files: Readonly<Record<string, string>>
  readonly tag?: string
}

/** Oldest first. v1.2.0 is meant to be bad: its health path answers 500. */
export const SAMPLE_HISTORY: readonly SampleCommit[] = [
  {
    subject: 'Answer on / and /health',
    files: { 'server.js': serverSource({ health: 'always' }), 'build.js': BUILD_SOURCE, '.gitignore': 'build/\n' },
  },
  { subject: 'Release v1.0.0', ...released('1.0.0') },
  { subject: 'List the mail templates', files: { 'server.js': serverSource({ health: 'always', templates: true }) } },
  { subject: 'Say in the README where templates are', files: { 'TEMPLATES.md': '`GET /templates` lists them.\n' } },
  { subject: 'Release v1.1.0', ...released('1.1.0') },
  { subject: 'Send mail through a queue', files: { 'QUEUE.md': 'Mail waits in the queue at MAIL_QUEUE_URL.\n' } },
  {
    subject: 'Be healthy only when the queue is there',
    files: { 'server.js': serverSource({ health: 'needsQueue', templates: true }) },
  },
  { subject: 'Release v1.2.0', ...released('1.2.0') },
  {
    subject: 'Fall back to a queue in memory',
    files: {
      'server.js': serverSource({ health: 'queueInMemory', templates: true }),
      'QUEUE.md': 'Mail waits in the queue at MAIL_QUEUE_URL, or in memory without one.\n',
    },
  },
  {
    subject: 'Count what was answered',
    files: { 'server.js': serverSource({ health: 'queueInMemory', templates: true, statistics: true }) },
  },
  { subject: 'Release v1.3.0', ...released('1.3.0') },
]

function released(version: string): Pick<SampleCommit, 'files' | 'tag'> {
  return { files: { 'package.json': packageSource(version), 'README.md': readmeSource(version) }, tag: `v${version}` }
}
