import { labFold } from '../../../shared/folds/lab.ts'
import { stepsFold } from '../../../shared/folds/steps.ts'
import { browserIds, participantLabel } from '../../../shared/participant.ts'
import { useCall } from '../../hooks/use-call.ts'
import { usePreferences } from '../../hooks/use-preferences.ts'
import { useView } from '../../hooks/use-view.ts'
import { tabs, textSizes, themes } from '../../preferences.ts'
import { texts } from '../../texts.ts'

/** Something that the command palette can do. */
export interface Command {
  readonly id: string
  readonly name: string
  readonly run: () => void
}

/** All that the command palette can do now. */
export const useCommands = (): readonly Command[] => {
  const call = useCall()
  const [preferences, change] = usePreferences()
  const lab = useView(labFold)
  const steps = useView(stepsFold)
  const isNative = lab.state === 'known' && lab.facts.browsers === 'native'
  const isOn = lab.state === 'known' && lab.settings.USE_SESSION_STORE

  const ofBrowser = (browser: (typeof browserIds)[number]): Command[] => {
    const name = participantLabel(browser)
    return [
      { id: `reload ${browser}`, name: texts.commands.reload(name), run: () => void call('browser.reload', { browser }) },
      { id: `clear ${browser}`, name: texts.commands.clearCookies(name), run: () => void call('browser.clearCookies', { browser }) },
      ...(isNative
        ? [{ id: `tools ${browser}`, name: texts.commands.developerTools(name), run: () => void call('browser.openDeveloperTools', { browser }) }]
        : []),
    ]
  }

  return [
    ...browserIds.flatMap(ofBrowser),
    {
      id: 'mode',
      name: texts.commands.toggleStore(isOn),
      run: () => void call('settings.change', { key: 'USE_SESSION_STORE', value: !isOn }),
    },
    ...tabs.map((tab): Command => ({ id: `show ${tab}`, name: texts.commands.showTab(texts.tabs[tab]), run: () => { change({ tab }) } })),
    { id: 'hold', name: texts.sequence.commands.holdHops(steps.isOn), run: () => void call('steps.hold', { isOn: !steps.isOn }) },
    ...(steps.held.length === 0
      ? []
      : [
          { id: 'next', name: texts.sequence.commands.nextHop, run: () => void call('steps.next', {}) },
          { id: 'release', name: texts.sequence.commands.releaseHops, run: () => void call('steps.release', {}) },
        ]),
    { id: 'clear log', name: texts.commands.clearLog, run: () => void call('log.clear', {}) },
    ...themes
      .filter((theme) => theme !== preferences.theme)
      .map((theme): Command => ({ id: `theme ${theme}`, name: texts.theme(theme), run: () => { change({ theme }) } })),
    ...textSizes
      .filter((textSize) => textSize !== preferences.textSize)
      .map((textSize): Command => ({ id: `size ${textSize}`, name: texts.textSize(textSize), run: () => { change({ textSize }) } })),
  ]
}
