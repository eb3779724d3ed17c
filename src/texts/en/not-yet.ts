/**
 * What is understood and cannot be done yet, with what to do instead. Everything of intents/catalog.yaml that is no
 * capability stands here.
 */
export const notYet = {
  'circuit.list': 'I cannot list circuit breakers yet. Say “list agents” to see which models do not answer.',
  'integration.status': 'I cannot check integrations from here. Run “npx shipmate doctor” on my machine for that.',
  'incident.open': 'I cannot open incidents yet. Say “check health” for what is unhealthy now.',
  'incident.list': 'I don’t keep incidents yet. Say “check health” for what is unhealthy now.',
  'incident.ack': 'I don’t keep incidents yet. Say “check health” for what is unhealthy now.',
  'incident.resolve': 'I don’t keep incidents yet. Say “check health” for what is unhealthy now.',
  'oncall.show': 'I do not know who is on call yet. Ask “who can deploy to production?” for those who may act.',
  'review.start': 'I cannot review code yet. Ask “what would ship?” for the commits that a deployment brings.',
  'test.run': 'I cannot run tests on their own yet. A build runs those that its service declares.',
  'test.generate': 'I cannot write tests. A build runs those that its service declares.',
  'bot.create': 'I have no bots of your own yet. An agent file adds a judgement of yours to deployments.',
  'bot.list': 'I have no bots of your own yet. Say “list agents” for what judges and works here.',
  'bot.delete': 'I have no bots of your own yet, so there is none to delete.',
  'guideline.add': 'I have no guidelines yet. An agent file adds a judgement of yours to deployments.',
  'guideline.list': 'I have no guidelines yet. An agent file adds a judgement of yours to deployments.',
  'guideline.remove': 'I have no guidelines yet, so there is none to remove.',
}
