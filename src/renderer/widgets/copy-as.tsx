import { Check } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { SnippetRequest } from '../../shared/copy-as/snippet-request.ts'
import { snippetKinds, snippetOf, type SnippetKind } from '../../shared/copy-as/snippets.ts'
import { useCopy } from '../kit/use-copy.ts'
import { commonTexts } from '../texts/common-texts.ts'
import { copyAsTexts } from './copy-as-texts.ts'
import './copy-as.css'

/** Copies a request as a command or program that sends the same bytes; says of a program that cannot, why. */
export const CopyAs = ({ request }: { readonly request: SnippetRequest }) => {
  const [copied, copy] = useCopy()
  const snippets = snippetKinds.map((kind) => ({ kind, snippet: snippetOf(kind, request) }))
  return (
    <div className="copy-as" role="group" aria-label={copyAsTexts.title}>
      <span className="copy-as-title">{copyAsTexts.title}</span>
      {snippets.map(({ kind, snippet }) => (
        <Button
          key={kind}
          className="button quiet"
          isDisabled={!snippet.ok}
          onPress={() => {
            if (snippet.ok) copy(snippet.value)
          }}
        >
          {snippet.ok && copied === snippet.value ? <Check aria-label={commonTexts.copied} size="1em" /> : null}{' '}
          {copyAsTexts[kind]}
        </Button>
      ))}
      {[...refusals(snippets)].map(([reason, kinds]) => (
        <p key={reason} className="copy-as-loss">
          {copyAsTexts.cannot(
            kinds.map((kind) => copyAsTexts[kind]),
            kinds.length === snippetKinds.length,
          )}{' '}
          {reason}
        </p>
      ))}
      {request.leftOut.length === 0 ? null : <p className="copy-as-note">{copyAsTexts.leftOut(request.leftOut)}</p>}
    </div>
  )
}

type Snippets = readonly { readonly kind: SnippetKind; readonly snippet: ReturnType<typeof snippetOf> }[]

// Each reason once, with the programs that it holds for.
const refusals = (snippets: Snippets): ReadonlyMap<string, readonly SnippetKind[]> => {
  const byReason = new Map<string, SnippetKind[]>()
  for (const { kind, snippet } of snippets) {
    if (snippet.ok) continue
    const reason = copyAsTexts.problem(snippet.failure)
    byReason.set(reason, [...(byReason.get(reason) ?? []), kind])
  }
  return byReason
}
