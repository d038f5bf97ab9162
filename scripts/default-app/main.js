// Electron starts this when its command line names a folder: it makes that folder the running application.
// It stands in for Electron's own default app, which a packaged Electron does not carry, and keeps its rules:
// `electron [-r FILE] [switches] FOLDER [arguments]`, `electron --version`.
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const { modules, folder, rest, version } = parse(process.argv.slice(1))
if (version) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
const require = createRequire(import.meta.url)
for (const module of modules) require(resolve(module))
if (folder === undefined) {
  console.error('Usage: electron [-r FILE] FOLDER [ARGUMENTS]')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
process.argv.splice(1, process.argv.length, folder, ...rest)
await start(resolve(folder))

function parse(args) {
  const modules = []
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at]
    if (argument === '--version' || argument === '-v') return { modules, rest: [], version: true }
    if (argument === '-r' || argument === '--require') modules.push(args[(at += 1)])
    else if (!argument.startsWith('-')) return { modules, folder: argument, rest: args.slice(at + 1), version: false }
  }
  return { modules, rest: [], version: false }
}

async function start(path) {
  const manifest = path.endsWith('.js')
    ? { main: path }
    : JSON.parse(readFileSync(resolve(path, 'package.json'), 'utf8'))
  if (manifest.version) app.setVersion(manifest.version)
  if (manifest.productName ?? manifest.name) app.name = manifest.productName ?? manifest.name
  app.setAppPath(path)
  await import(pathToFileURL(resolve(path, manifest.main ?? 'index.js')).href)
}
