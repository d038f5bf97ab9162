import { lstat, rename } from 'node:fs/promises'
import { messageOf, success, failure, type Result } from '../../shared/base/result.ts'

/**
 * Gives whatever lies at a path another name, `….unreadable`, and says which; what was put aside earlier stays. For files
 * that only the owner of their folder writes.
 */
export const putAside = async (path: string, attempt = 1): Promise<Result<string>> => {
  const aside = `${path}.unreadable${attempt === 1 ? '' : `-${attempt}`}`
  // A rename would be made over what is there.
  if (await isThere(aside)) return putAside(path, attempt + 1)
  try {
    await rename(path, aside)
    return success(aside)
  } catch (thrown) {
    return failure('unavailable', messageOf(thrown))
  }
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )
