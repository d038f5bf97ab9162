import { createHash } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { isErrno } from '../../shared/base/errno.ts'
import { failed, success, type Result } from '../../shared/base/result.ts'
import { askClaimant, createAnswering } from './claim-answer.ts'
import type { Claim, ClaimHolder, ClaimOptions } from './claim-terms.ts'

/**
 * A claim on Windows, where a named pipe has one server, and is gone with its process: its name stands for the folder. Undefined
 * where its holder has ended meanwhile, so that it can be tried again.
 */
export const claimPipe = async ({
  folder,
  name,
  say,
}: ClaimOptions): Promise<Result<Claim, ClaimHolder> | undefined> => {
  const digest = createHash('sha256')
    .update((await realpath(folder)).toLowerCase())
    .digest('hex')
    .slice(0, 32)
  const path = String.raw`\\.\pipe\sessionscope-${name}-${digest}`
  const answering = createAnswering(() => true, say)
  try {
    await answering.listen(path)
    return success({ release: () => answering.close() })
  } catch (thrown) {
    if (!isErrno(thrown, 'EADDRINUSE')) throw thrown
  }
  const answer = await askClaimant(path)
  if (answer.state === 'gone' || answer.state === 'claiming') return undefined
  return failed({ pid: undefined, says: answer.state === 'owning' ? answer.says : undefined })
}
