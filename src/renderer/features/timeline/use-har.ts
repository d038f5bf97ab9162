import { useSyncExternalStore } from 'react'
import { exchangesFold, type ExchangesView } from '../../../shared/folds/exchanges.ts'
import { labFold } from '../../../shared/folds/lab.ts'
import { harAtMost } from '../../../shared/har/har-json.ts'
import { readHar, type ImportedExchanges } from '../../../shared/har/read-har.ts'
import { harPieces } from '../../../shared/har/write-har.ts'
import type { ExchangeId } from '../../../shared/stream/observation.ts'
import { failure } from '../../../shared/base/result.ts'
import { chooseFile } from '../../kit/choose-file.ts'
import { download } from '../../kit/download.ts'
import { texts } from '../../texts/texts.ts'
import { usePreferences } from '../../client/use-preferences.ts'
import { useNodes } from '../../client/use-nodes.ts'
import { useServerUrls } from '../../client/use-server-url.ts'
import { useServices } from '../../client/use-services.ts'

/** The file that the Timeline shows in place of the lab's own exchanges, if any. */
export const useImported = (): ImportedExchanges | undefined => {
  const { imports } = useServices()
  return useSyncExternalStore(imports.subscribe, imports.current)
}

/** Lets the user choose an HTTP Archive and shows it in the Timeline; says what is wrong with one that is none. */
export const useImportHar = (): (() => void) => {
  const { imports, notices } = useServices()
  const [, change] = usePreferences()
  const nodes = useNodes()
  const urls = useServerUrls()
  const open = async (): Promise<void> => {
    const file = await chooseFile('.har,application/json')
    if (file === undefined) return
    const imported =
      file.size > harAtMost
        ? failure('bad-input', texts.har.tooLarge(file.name, harAtMost))
        : readHar(new Uint8Array(await file.arrayBuffer()), file.name, urls, nodes)
    if (!imported.ok) {
      notices.add('har.import', imported.failure.message)
      return
    }
    notices.settle('har.import')
    imports.show(imported.value)
    change({ tab: 'timeline' })
  }
  return () => {
    open().catch((thrown: unknown) => {
      notices.add('har.import', texts.har.unreadable(String(thrown)))
    })
  }
}

/** Offers exchanges as an HTTP Archive; without `rows`, all that the lab's log holds. */
export const useExportHar = (): ((rows?: readonly ExchangeId[], view?: ExchangesView) => void) => {
  const { store, clock } = useServices()
  const urls = useServerUrls()
  return (rows, view = store.viewOf(exchangesFold)) => {
    const lab = store.viewOf(labFold)
    const records = (rows ?? view.rows).flatMap((id) => view.byId.get(id) ?? [])
    const version = lab.state === 'known' ? lab.facts.version : ''
    download(`sessionscope-${new Date(clock.now()).toISOString().replace(/[:.]/g, '-')}.har`, 'application/json', [
      ...harPieces(records, { version, urls }),
    ])
  }
}
