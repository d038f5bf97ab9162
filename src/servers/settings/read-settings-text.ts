import { setTimeout } from 'node:timers/promises'
import { failed, type Result } from '../../shared/base/result.ts'
import { readBoundedText } from '../files/read-bounded.ts'

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
export const readSettingsText = async (
  path: string,
  untilFilled: () => Promise<unknown> = () => setTimeout(filling),
): Promise<Result<string, UnreadableText>> => {
  const text = await readNow(path)
  if (!text.ok || text.value !== '') return text
  await untilFilled()
  return readNow(path)
}

const readNow = async (path: string): Promise<Result<string, UnreadableText>> => {
  const text = await readBoundedText(path, sizeAtMost)
  if (text.ok) return text
  const { kind, message } = text.failure
  if (kind === 'missing') return failed({ kind, message: 'the file is gone' })
  const isSaid = kind === 'tooLarge' || kind === 'noText'
  return failed({ kind: 'unreadable', message: isSaid ? message : `the file cannot be read (${message})` })
}
