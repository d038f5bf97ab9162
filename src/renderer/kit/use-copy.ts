import { useEffect, useState } from 'react'
import { copyText } from './copy-text.ts'

/** Milliseconds for which a button says that it did. */
const praise = 1500

/** Copies a text, and says for a moment which one it was. */
export const useCopy = (): readonly [copied: string | undefined, copy: (text: string) => void] => {
  const [copied, setCopied] = useState<string>()
  useEffect(() => {
    if (copied === undefined) return
    const timer = setTimeout(() => {
      setCopied(undefined)
    }, praise)
    return () => {
      clearTimeout(timer)
    }
  }, [copied])
  const copy = (text: string): void => {
    void copyText(text).then((isDone) => {
      setCopied(isDone ? text : undefined)
    })
  }
  return [copied, copy]
}
