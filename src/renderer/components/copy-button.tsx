import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useServices } from '../hooks/use-services.ts'
import { texts } from '../texts.ts'
import { messageOf } from '../../shared/result.ts'
import { IconButton } from './icon-button.tsx'

/** Milliseconds for which the button says that it did. */
const praise = 1500

/** Copies a text; says for a moment that it did. */
export const CopyButton = ({ name, text }: { readonly name: string; readonly text: string }) => {
  const { notices } = useServices()
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
    navigator.clipboard.writeText(text).then(() => {
      setIsCopied(true)
    }, (thrown: unknown) => {
      notices.add(messageOf(thrown))
    })
  }
  return <IconButton icon={isCopied ? Check : Copy} name={isCopied ? texts.copied : name} onPress={copy} />
}
