import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..', '..')

/**
 * Makes a program that plain Node runs from a TypeScript file of the tests: for what must be a process of its own. It lies in `node_modules`, so that it finds the packages that it imports.
 */
export const buildNodeProgram = async (entry: string): Promise<{ readonly path: string; remove(): Promise<void> }> => {
  const name = basename(entry, '.ts')
  const folder = join(root, 'node_modules', '.cache', 'sessionscope-test-programs', `${name}-${String(process.pid)}`)
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: { ssr: join(root, entry), outDir: folder, target: 'node20', minify: false },
  })
  return { path: join(folder, `${name}.js`), remove: () => rm(folder, { recursive: true, force: true }) }
}
