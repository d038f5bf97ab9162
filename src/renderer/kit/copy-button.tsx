import { Check, Copy } from 'lucide-react'
import { useCopy } from './use-copy.ts'
import { commonTexts } from '../texts/common-texts.ts'
import { IconButton } from './icon-button.tsx'

/** Copies a text; says for a moment that it did. */
export const CopyButton = ({ name, text }: { readonly name: string; readonly text: string }) => {
  const [copied, copy] = useCopy()
  const isCopied = copied !== undefined
  return (
    <IconButton
      icon={isCopied ? Check : Copy}
      name={isCopied ? commonTexts.copied : name}
      onPress={() => {
        copy(text)
      }}
    />
  )
}
