import envPaths from 'env-paths'
import nodeModule from 'node:module'
import { join } from 'node:path'

/** What Node has of it from 22.8 and 22.10 on; Electron from 35 on. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown
  readonly flushCompileCache?: () => void
}

const node: typeof nodeModule & CompileCache = nodeModule

/**
 * Lets Node keep what it compiles of the modules read from now on, a few megabytes, in the user's own folder of caches: the
 * usual one, that of temporary files, is open to others. A Node that cannot do so goes without, as with
 * `NODE_DISABLE_COMPILE_CACHE=1`.
 */
export const keepCompiledCode = (): void => {
  node.enableCompileCache?.(join(envPaths('sessionscope', { suffix: '' }).cache, 'compiled'))
}

/** Writes it where a process ends in a way that Node does not see. */
export const writeCompiledCode = (): void => {
  node.flushCompileCache?.()
}
