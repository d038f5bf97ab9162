import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { failed, messageOf, success, type Result } from '../../shared/result.ts'

/** Bytes that the settings file may have. */
const sizeAtMost = 1_048_576

/** Milliseconds in which an editor that has emptied the file has filled it. */
const filling = 100

/** Why the file's text cannot be had. */
export interface UnreadableText {
  readonly kind: 'missing' | 'unreadable'
  readonly message: string
}

/**
 * The text of the settings file. That it is empty is believed when it still is after `untilFilled`, a little later: editors
 * empty a file before they fill it.
 */
export const readSettingsText = async (path: string, untilFilled: () => Promise<unknown> = () => setTimeout(filling)): Promise<Result<string, UnreadableText>> => {
  const text = await readNow(path)
  if (!text.ok || text.value !== '') return text
  await untilFilled()
  return readNow(path)
}

const readNow = async (path: string): Promise<Result<string, UnreadableText>> => {
  try {
    const bytes = await readFile(path)
    if (bytes.length > sizeAtMost) return unreadable(`expected at most ${sizeAtMost} bytes, and found ${bytes.length}`)
    return success(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (thrown) {
    if (thrown instanceof TypeError) return unreadable('expected text in UTF-8, and found other bytes')
    const isMissing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'
    return isMissing ? failed({ kind: 'missing', message: 'the file is gone' }) : unreadable(`the file cannot be read (${messageOf(thrown)})`)
  }
}

const unreadable = (message: string): Result<never, UnreadableText> => failed({ kind: 'unreadable', message })
