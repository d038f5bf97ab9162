import { Check } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { SnippetRequest } from '../../shared/copy-as/snippet-request.ts'
import { snippetKinds, snippetOf } from '../../shared/copy-as/snippets.ts'
import { useCopy } from '../hooks/use-copy.ts'
import { texts } from '../texts.ts'
import './copy-as.css'

interface CopyAsProps {
  readonly request: SnippetRequest
  /** What of the request the log did not keep, in words. */
  readonly loss?: string | undefined
}

/** Copies a request as a command or program that sends it. */
export const CopyAs = ({ request, loss }: CopyAsProps) => {
  const [copied, copy] = useCopy()
  return (
    <div className="copy-as" role="group" aria-label={texts.copyAs.title}>
      <span className="copy-as-title">{texts.copyAs.title}</span>
      {snippetKinds.map((kind) => {
        const text = snippetOf(kind, request)
        return (
          <Button
            key={kind}
            className="button quiet"
            onPress={() => {
              copy(text)
            }}
          >
            {copied === text ? <Check aria-label={texts.copied} size="1em" /> : null} {texts.copyAs[kind]}
          </Button>
        )
      })}
      {loss === undefined ? null : <p className="copy-as-loss">{loss}</p>}
    </div>
  )
}
