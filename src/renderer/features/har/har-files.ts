import { exchangesFold, type ExchangesView } from '../../../shared/folds/exchanges.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { harAtMost } from '../../../shared/har/har-json.ts'
import { readHar } from '../../../shared/har/read-har.ts'
import { harPieces } from '../../../shared/har/write-har.ts'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { failure } from '../../../shared/base/result.ts'
import { labNodes } from '../../client/use-nodes.ts'
import { serverUrls } from '../../client/server-url.ts'
import { stateOf, type Services } from '../../client/services.ts'
import { chooseFile } from '../../kit/choose-file.ts'
import { download } from '../../kit/download.ts'
import { harTexts } from './har-texts.ts'
import { imports } from './imports.ts'

/** Lets the user choose an HTTP Archive and shows it; says what is wrong with one that is none. */
export const importHar = (services: Services): void => {
  open(services).catch((thrown: unknown) => {
    services.notices.add('har.import', harTexts.unreadable(String(thrown)))
  })
}

const open = async (services: Services): Promise<void> => {
  const { notices } = services
  const file = await chooseFile('.har,application/json')
  if (file === undefined) return
  const imported =
    file.size > harAtMost
      ? failure('bad-input', harTexts.tooLarge(file.name, harAtMost))
      : readHar(
          new Uint8Array(await file.arrayBuffer()),
          file.name,
          urlsOf(services),
          labNodes(services.store.viewOf(labFold)),
        )
  if (!imported.ok) {
    notices.add('har.import', imported.failure.message)
    return
  }
  notices.settle('har.import')
  stateOf(services, imports).show(imported.value)
  services.reveal({ tab: 'timeline' })
}

/** Goes back from a file to the lab's own exchanges. */
export const closeImported = (services: Services): void => {
  stateOf(services, imports).show(undefined)
}

/** Offers exchanges as an HTTP Archive; without `rows`, all that the lab's log holds. */
export const exportHar = (services: Services, rows?: readonly ExchangeId[], from?: ExchangesView): void => {
  const { store, clock } = services
  const view = from ?? store.viewOf(exchangesFold)
  const lab = store.viewOf(labFold)
  const records = (rows ?? view.rows).flatMap((id) => view.byId.get(id) ?? [])
  const version = lab.state === 'known' ? lab.facts.version : ''
  const name = `sessionscope-${new Date(clock.now()).toISOString().replace(/[:.]/g, '-')}.har`
  download(name, 'application/json', [...harPieces(records, { version, urls: urlsOf(services) })])
}

const urlsOf = ({ store }: Services) => {
  return serverUrls(store.viewOf(labFold))
}
