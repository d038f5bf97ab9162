import { basename, join } from 'node:path'
import { build } from 'vite'
import { inject } from 'vitest'

const root = join(import.meta.dirname, '..', '..')
const built = new Map<string, Promise<string>>()

/**
 * The path of a program that plain Node runs, made from a TypeScript file of the tests: for what must be a process of its own. It is built once for all files that share their modules, and removed when the tests end.
 */
export const nodeProgram = (entry: string): Promise<string> => {
  const path = built.get(entry) ?? buildProgram(entry)
  built.set(entry, path)
  return path
}

const buildProgram = async (entry: string): Promise<string> => {
  const name = basename(entry, '.ts')
  const folder = join(inject('programsFolder'), `${name}-${String(process.pid)}`)
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { ssr: join(root, entry), outDir: folder, target: 'node20', minify: false },
  })
  return join(folder, `${name}.js`)
}
