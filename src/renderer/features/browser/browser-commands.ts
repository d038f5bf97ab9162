import { labFold } from '../../../shared/folds/lab.ts'
import { browserIds, participantLabel, type BrowserId } from '../../../shared/stream/participant.ts'
import { callWith } from '../../client/call.ts'
import type { Command } from '../../client/command.ts'
import type { Services } from '../../client/services.ts'
import { browserTexts } from './browser-texts.ts'

const keysOf: Readonly<Record<BrowserId, { readonly reload: string; readonly clear: string; readonly tools: string }>> =
  {
    'browser-a': { reload: 'CmdOrCtrl+Shift+A', clear: 'CmdOrCtrl+Shift+1', tools: 'CmdOrCtrl+Shift+I' },
    'browser-b': { reload: 'CmdOrCtrl+Shift+B', clear: 'CmdOrCtrl+Shift+2', tools: 'CmdOrCtrl+Shift+J' },
  }

/** What each browser can be told to do. */
export const browserCommands = (services: Services): readonly Command[] => {
  const lab = services.store.viewOf(labFold)
  const isNative = lab.state === 'known' && lab.facts.browsers === 'native'
  return browserIds.flatMap((browser) =>
    commandsOf(browser, services).filter(({ id }) => isNative || !id.startsWith('tools')),
  )
}

const commandsOf = (browser: BrowserId, services: Services): readonly Command[] => {
  const call = callWith(services)
  const name = participantLabel(browser)
  const keys = keysOf[browser]
  const common = { group: { name, order: browserIds.indexOf(browser) }, takesFocus: false }
  return [
    {
      ...common,
      id: `reload ${browser}`,
      name: browserTexts.commands.reload(name),
      shortcut: keys.reload,
      run: () => void call('browser.reload', { browser }),
    },
    {
      ...common,
      id: `clear ${browser}`,
      name: browserTexts.commands.clearCookies(name),
      shortcut: keys.clear,
      run: () => void call('browser.clearCookies', { browser }),
    },
    {
      ...common,
      id: `tools ${browser}`,
      name: browserTexts.commands.developerTools(name),
      shortcut: keys.tools,
      run: () => void call('browser.openDeveloperTools', { browser }),
    },
  ]
}
