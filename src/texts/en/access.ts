/** Who may do what, and why not. */
export const access = {
  noRole: 'You have no role here.',
  nothing: 'You may not do anything here yet.',
  yourRoles: ({ roles }: { roles: string }) => `Your roles:\n${roles}`,
  /** What somebody may do where. @param where {@link place}, or several with {@link and} between them. */
  reach: {
    work: ({ deeds, where }: { deeds: string; where: string }) => `You may ${deeds} ${where}.`,
    /** Follows it: what may be done there besides. */
    alsoThere: ({ deeds }: { deeds: string }) => `You may also ${deeds} there.`,
    besides: ({ deeds, where }: { deeds: string; where: string }) => `You may ${deeds} of ${where}.`,
    builds: ({ services }: { services: string }) => `You may build ${services}.`,
    onlyLook: ({ where }: { where: string }) => `You may look at ${where}, and change nothing.`,
    nobodyDeploys: ({ where }: { where: string }) => `Nobody may deploy ${where}: no role reaches that far.`,
    /** @param isLong The places have a comma in them. @param holders A sentence on whom to ask. */
    deployingNeeds: ({
      where,
      isLong,
      roles,
      holders,
    }: {
      where: string
      isLong: boolean
      roles: string
      holders: string
    }) => `Deploying ${where}${isLong ? ',' : ''} needs the ${roles} role. ${holders}`,
    place: ({ services, environments }: { services: string; environments: string }) => `${services} in ${environments}`,
    and: ', and ',
    manyPlaces: ({ count }: { count: number }) => `services in ${count} places`,
  },
  /** What an intent does, as it follows “you may”. */
  deeds: {
    'build.start': 'build',
    'deploy.start': 'deploy',
    'rollback.start': 'roll back',
    'workflow.start': 'start workflows',
    'workflow.list': 'see the workflows',
    'workflow.status': 'see the workflows',
    'task.retry': 'retry tasks',
    'task.cancel': 'cancel tasks',
    'device.failures': 'see which devices have failed',
    'drift.fix': 'fix the drift',
    'deploy.schedule': 'schedule',
    'deploy.promote': 'promote',
    'deploy.lock': 'lock',
    'deploy.unlock': 'unlock',
    'deploy.check': 'check whether it may be deployed',
    'deploy.status': 'see what is live',
    'deploy.history': 'see the deployments',
    'deploy.diff': 'see what would ship',
    'build.status': 'see the builds',
    'health.check': 'check the health',
    'metrics.query': 'see the metrics',
    'drift.list': 'see the drift',
    'slo.status': 'see the error budget',
    'task.list': 'see tasks',
    'task.status': 'see tasks',
    'agent.list': 'see the agents',
    'service.restart': 'restart',
    'service.scale': 'change the number of instances',
    'logs.show': 'read the logs',
    'change.submit': 'submit changes for approval',
    'change.list': 'see change requests',
    'change.show': 'see change requests',
    'change.approve': 'approve changes',
    'change.reject': 'reject changes',
    'change.break-glass': 'start without approval',
  },
  /** A deed without a word of its own. */
  use: ({ intent }: { intent: string }) => `use ${intent}`,
  /** A deed at a place: `deploy billionmail in production`, `see the metrics of billionmail`. */
  deedTo: ({ deed, service }: { deed: string; service: string }) => `${deed} ${service}`,
  deedToIn: ({ deed, service, environment }: { deed: string; service: string; environment: string }) =>
    `${deed} ${service} in ${environment}`,
  deedOf: ({ deed, service }: { deed: string; service: string }) => `${deed} of ${service}`,
  deedOfIn: ({ deed, service, environment }: { deed: string; service: string; environment: string }) =>
    `${deed} of ${service} in ${environment}`,
  deedIn: ({ deed, environment }: { deed: string; environment: string }) => `${deed} in ${environment}`,
  mayNot: ({ deed, rule }: { deed: string; rule: string }) => `You may not ${deed}: ${rule}.`,
  groupsLeftOut: 'I could not find out which groups you are in, so I left those out.',
  inDoubt:
    'I could not find out which groups you are in, or whether you belong here, so nothing was done. Please try again in a minute.',
  stranger: {
    rule: 'you belong to another workspace or server',
    sentence: 'I only work for members of my own workspace or server, and you belong to another workspace or server.',
  },
  guest: { rule: 'you are a guest here', askHost: 'Ask whoever invited you.' },
  unknownStanding: 'I could not find out whether you belong here',
  unknownStandingAndGroups: 'I could not find out whether you belong here, nor which groups you are in',
  soNothingStarted: ({ reason }: { reason: string }) =>
    `${reason}, so nothing was started. Please try again in a minute.`,
  rule: {
    onlyRoles: ({ roles, count }: { roles: string; count: number }) =>
      count === 1 ? `that needs the role ${roles}` : `that needs one of the roles ${roles}`,
    noRole: 'you have no role here',
    roleDoesNot: ({ role, deed }: { role: string; deed: string }) => `your role ${role} does not let you ${deed}`,
    rolesDoNot: ({ roles, deed }: { roles: string; deed: string }) => `your roles ${roles} do not let you ${deed}`,
    reaches: ({ role, limits }: { role: string; limits: string }) => `role ${role} reaches ${limits}`,
    everything: 'everything',
    noService: 'no service',
    noEnvironment: 'no environment',
    onlyServices: ({ names, count }: { names: string; count: number }) =>
      count === 1 ? `only service ${names}` : `only services ${names}`,
    onlyEnvironments: ({ names, count }: { names: string; count: number }) =>
      count === 1 ? `only environment ${names}` : `only environments ${names}`,
  },
  grant: ({ role, to }: { role: string; to: string }) => `role ${role}, given to ${to}`,
  grantee: {
    user: ({ id }: { id: string }) => `somebody (${id})`,
    group: ({ id }: { id: string }) => `a group (${id})`,
    everyone: 'everyone',
    guests: 'guests',
    strangers: 'strangers',
  },
  holders: {
    everyone: 'Everyone may.',
    nobody: 'Nobody may: give somebody a role that includes it, under access: in shipmate.yaml.',
    named: ({ names }: { names: string }) => `Those who may: ${names}.`,
    more: ({ count }: { count: number }) => `${count} more`,
  },
  /** The same where the deed is named: it follows “may”. */
  holdersOf: {
    everyone: ({ deed }: { deed: string }) => `Everyone may ${deed}.`,
    nobody: ({ deed }: { deed: string }) =>
      `Nobody may ${deed}: give somebody a role that includes it, under access: in shipmate.yaml.`,
    named: ({ deed, names }: { deed: string; names: string }) => `Those who may ${deed}: ${names}.`,
  },
  groupsAsOf: ({ seconds }: { seconds: number }) => `Group membership as of ${seconds} seconds ago.`,
  groupsUnknown: ({ why }: { why: string }) =>
    `Your groups are not known: ${why}. Roles from groups are left out until they are.`,
}
