import { type Line, paint } from './line.ts'

const GREETING: readonly Line[] = [
  [
    { text: 'Shipmate', style: 'bold' },
    { text: ' takes requests in plain words, asks before it changes anything, and does the work.' },
  ],
  [
    {
      text: 'What it does here is real, but stays on this machine: builds, deployments and logs are under .shipmate/.',
    },
  ],
  [
    { text: 'Try: ' },
    { text: 'status', style: 'cyan' },
    { text: ' · ' },
    { text: 'deploy billionmail v1.1.0 to staging', style: 'cyan' },
    { text: ' · ' },
    { text: 'help', style: 'cyan' },
    { text: '   (Ctrl-D leaves)', style: 'dim' },
  ],
]

/** What a person reads before the first prompt. */
export function greeting(colour: boolean): string[] {
  return GREETING.map((line) => paint(line, colour))
}
