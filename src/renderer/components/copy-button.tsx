import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { texts } from '../texts.ts'
import { IconButton } from './icon-button.tsx'

/** Milliseconds for which the button says that it did. */
const praise = 1500

/** Copies a text; says for a moment that it did. */
export const CopyButton = ({ name, text }: { readonly name: string; readonly text: string }) => {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => {
      setIsCopied(false)
    }, praise)
    return () => {
      clearTimeout(timer)
    }
  }, [isCopied])
  const copy = () => {
    void copyText(text).then(setIsCopied)
  }
  return <IconButton icon={isCopied ? Check : Copy} name={isCopied ? texts.copied : name} onPress={copy} />
}

// A page that is not served over a safe connection has no clipboard, and a user may refuse it.
const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

const copyBySelection = (text: string): boolean => {
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way left where there is no clipboard API
  const isDone = document.execCommand('copy')
  field.remove()
  return isDone
}
