/** The grammar of BullMQ's Relay, which every bus keeps to: names of these characters, with dots between. */
const TOPIC = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/
const PATTERN = /^(>|([A-Za-z0-9_-]+|\*)(\.([A-Za-z0-9_-]+|\*))*(\.>)?)$/

/** @throws {TypeError} when it is no topic. */
export function checkTopic(topic: string): void {
  if (!TOPIC.test(topic)) throw new TypeError(`a topic is like "cicd.deploy.completed", not "${topic}"`)
}

/** @throws {TypeError} when it is no pattern. */
export function checkPattern(pattern: string): void {
  if (!PATTERN.test(pattern)) throw new TypeError(`a pattern is like "cicd.*.completed" or "run.>", not "${pattern}"`)
}

export function matches(pattern: string, topic: string): boolean {
  const wanted = pattern.split('.')
  const names = topic.split('.')
  const open = wanted.at(-1) === '>'
  const fixed = open ? wanted.slice(0, -1) : wanted
  if (open ? names.length <= fixed.length : names.length !== fixed.length) return false
  return fixed.every((name, index) => name === '*' || name === names[index])
}
