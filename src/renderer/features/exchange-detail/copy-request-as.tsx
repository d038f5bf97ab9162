import { snippetRequest } from '../../../shared/copy-as/snippet-request.ts'
import type { ExchangeRecord } from '../../../shared/folds/exchanges.ts'
import { isServerId, participantLabel } from '../../../shared/stream/participant.ts'
import { CopyAs } from '../../widgets/copy-as.tsx'
import { useServerUrl } from '../../client/server-url.ts'

/** Copies the request of an exchange, to be sent by another program. */
export const CopyRequestAs = ({ record }: { readonly record: ExchangeRecord }) => {
  const { to, target } = record
  const url = useServerUrl(isServerId(to) ? to : 'counter')
  // What went to another machine has its whole address for a target.
  const origin = isServerId(to) ? url : target.startsWith('/') ? `http://${participantLabel(to)}` : undefined
  return <CopyAs request={snippetRequest(record, origin)} />
}
