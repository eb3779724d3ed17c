// Plain JavaScript, loaded before anything else: an older Node cannot even read the rest, and would say so in its own words.
const NEEDED = 24
const major = Number.parseInt(process.versions.node, 10)

if (major < NEEDED) {
  process.stderr.write(
    `Shipmate needs Node ${NEEDED}, and this is Node ${process.versions.node}: npm could not fetch Node ${NEEDED} beside the other packages. ` +
      `Run “npm ci” again where npm reaches its registry, or install Node ${NEEDED} yourself.\n`,
  )
  process.exit(1)
}
