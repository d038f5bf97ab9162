import { textSizes, themes } from '../client/preferences.ts'
import type { Command } from '../client/command.ts'
import type { PanelFeatures } from '../client/feature.ts'
import type { Services } from '../client/services.ts'
import { shellTexts } from './shell-texts.ts'

/** The window's own commands. */
export const viewGroup = { name: 'View', order: 40 }

const common = { group: viewGroup, takesFocus: false }

/** What changes how the panel looks, and which tab is open. */
export const viewCommands = (features: PanelFeatures, services: Services): readonly Command[] => [
  ...tabCommands(features, services),
  ...themeCommands(services),
  ...sizeCommands(services),
]

const tabCommands = ({ tabs }: PanelFeatures, { openTab }: Services): readonly Command[] =>
  tabs.map(({ id, title }, index) => ({
    id: `show ${id}`,
    name: shellTexts.commands.showTab(title),
    group: viewGroup,
    shortcut: `CmdOrCtrl+${index + 1}`,
    takesFocus: true,
    run: () => {
      openTab.change(id)
    },
  }))

const themeCommands = ({ preferences }: Services): readonly Command[] => {
  const { theme: current } = preferences.current()
  const next = themes[(themes.indexOf(current) + 1) % themes.length] ?? 'system'
  return [
    {
      ...common,
      id: 'next theme',
      name: shellTexts.commands.nextTheme,
      shortcut: 'CmdOrCtrl+Shift+D',
      run: () => {
        preferences.change({ theme: next })
      },
    },
    ...themes
      .filter((theme) => theme !== current)
      .map((theme) => ({
        ...common,
        id: `theme ${theme}`,
        name: shellTexts.theme(theme),
        run: () => {
          preferences.change({ theme })
        },
      })),
  ]
}

const sizeCommands = ({ preferences }: Services): readonly Command[] => {
  const { textSize } = preferences.current()
  const size = textSizes.indexOf(textSize)
  const sizeTo = (index: number) => () => {
    const next = textSizes[index]
    if (next !== undefined) preferences.change({ textSize: next })
  }
  const { larger, smaller, normalSize } = shellTexts.commands
  return [
    { ...common, id: 'larger', name: larger, shortcut: 'CmdOrCtrl+Plus', run: sizeTo(size + 1) },
    { ...common, id: 'smaller', name: smaller, shortcut: 'CmdOrCtrl+-', run: sizeTo(size - 1) },
    {
      ...common,
      id: 'normal size',
      name: normalSize,
      shortcut: 'CmdOrCtrl+0',
      run: sizeTo(textSizes.indexOf('normal')),
    },
    ...textSizes
      .filter((one) => one !== textSize)
      .map((one) => ({
        ...common,
        id: `size ${one}`,
        name: shellTexts.textSize(one),
        run: sizeTo(textSizes.indexOf(one)),
      })),
  ]
}
