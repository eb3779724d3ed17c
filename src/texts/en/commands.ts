/** What platforms show of each command and its options while somebody chooses: at most 100 characters (Discord). */
export const commands = {
  deploy: {
    does: 'Deploy a version of a service',
    options: {
      service: 'Which service',
      environment: 'Which environment',
      ref: 'What to deploy: a version, tag, branch or commit',
      strategy: 'How the new version takes over',
    },
  },
  rollback: {
    does: 'Roll back to an earlier version of a service',
    options: {
      service: 'Which service',
      environment: 'Which environment',
      ref: 'The version to roll back to; the previous one if left out',
    },
  },
  status: {
    does: 'What is deployed where',
    options: { service: 'Which service', environment: 'Which environment' },
  },
  restart: {
    does: 'Restart a service',
    options: { service: 'Which service', environment: 'Which environment' },
  },
  scale: {
    does: 'Change how many instances of a service run',
    options: { service: 'Which service', count: 'How many instances', environment: 'Which environment' },
  },
  logs: {
    does: 'The log of what runs',
    options: {
      service: 'Which service',
      environment: 'Which environment',
      count: 'How many lines',
      words: 'Only lines with these words',
    },
  },
}
