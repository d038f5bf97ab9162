import { snippetRequest } from '../../../shared/copy-as/snippet-request.ts'
import type { ExchangeRecord } from '../../../shared/folds/exchanges.ts'
import { draftOf } from '../../../shared/request/draft.ts'
import { CopyAs } from '../../components/copy-as.tsx'
import { useServerUrl } from '../../hooks/use-server-url.ts'
import { texts } from '../../texts.ts'

/** Copies the request of an exchange, to be sent by another program. */
export const CopyRequestAs = ({ record }: { readonly record: ExchangeRecord }) => {
  const url = useServerUrl(record.to)
  const { draft, loss } = draftOf(record)
  const { method, target, headers } = record
  return <CopyAs request={snippetRequest({ method, target, headers, body: draft.body }, url)} loss={loss === undefined ? undefined : texts.console.loss[loss]} />
}
