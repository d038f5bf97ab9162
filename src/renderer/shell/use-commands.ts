import { labFold } from '../../shared/folds/lab.ts'
import { stepsFold } from '../../shared/folds/steps.ts'
import { participantLabel } from '../../shared/stream/node.ts'
import { browserIds, type BrowserId } from '../../shared/stream/participant.ts'
import { useCall } from '../client/use-call.ts'
import { usePreferences } from '../client/use-preferences.ts'
import { useView } from '../client/use-view.ts'
import { tabs, textSizes, themes, type Preferences } from '../client/preferences.ts'
import { texts } from '../texts/texts.ts'
import type { Command } from '../client/command.ts'
import { useConsoleCommands } from '../features/console/use-console-commands.ts'
import { useExerciseCommands } from '../features/code/use-exercise-commands.ts'
import { useFileCommands } from '../features/timeline/use-file-commands.ts'
import { useLessonCommands } from '../features/course/use-lesson-commands.ts'

type Change = (change: Partial<Preferences>) => void

const keysOf: Readonly<Record<BrowserId, { readonly reload: string; readonly clear: string; readonly tools: string }>> =
  {
    'browser-a': { reload: 'CmdOrCtrl+Shift+A', clear: 'CmdOrCtrl+Shift+1', tools: 'CmdOrCtrl+Shift+I' },
    'browser-b': { reload: 'CmdOrCtrl+Shift+B', clear: 'CmdOrCtrl+Shift+2', tools: 'CmdOrCtrl+Shift+J' },
  }

/** All that the panel can be told to do now, by name. */
export const useCommands = (): readonly Command[] => {
  const call = useCall()
  const [preferences, change] = usePreferences()
  const lab = useView(labFold)
  const steps = useView(stepsFold)
  const ofConsole = useConsoleCommands()
  const ofFiles = useFileCommands()
  const ofExercise = useExerciseCommands()
  const ofLessons = useLessonCommands()
  const isNative = lab.state === 'known' && lab.facts.browsers === 'native'
  const isOn = lab.state === 'known' && lab.settings.USE_SESSION_STORE

  const ofBrowser = (browser: BrowserId): Command[] => {
    const name = participantLabel(browser)
    const keys = keysOf[browser]
    const common = { group: name, takesFocus: false }
    return [
      {
        ...common,
        id: `reload ${browser}`,
        name: texts.commands.reload(name),
        shortcut: keys.reload,
        run: () => void call('browser.reload', { browser }),
      },
      {
        ...common,
        id: `clear ${browser}`,
        name: texts.commands.clearCookies(name),
        shortcut: keys.clear,
        run: () => void call('browser.clearCookies', { browser }),
      },
      ...(isNative
        ? [
            {
              ...common,
              id: `tools ${browser}`,
              name: texts.commands.developerTools(name),
              shortcut: keys.tools,
              run: () => void call('browser.openDeveloperTools', { browser }),
            },
          ]
        : []),
    ]
  }
  const ofLabGroup = { group: texts.commands.groups.lab, takesFocus: false }
  const ofLab: Command[] = [
    {
      id: 'mode',
      name: texts.commands.toggleStore(isOn),
      ...ofLabGroup,
      shortcut: 'CmdOrCtrl+Shift+S',
      run: () => void call('settings.change', { key: 'USE_SESSION_STORE', value: !isOn }),
    },
    {
      ...ofLabGroup,
      id: 'hold',
      name: texts.sequence.commands.holdHops(steps.isOn),
      shortcut: 'CmdOrCtrl+Shift+H',
      run: () => void call('steps.hold', { isOn: !steps.isOn }),
    },
    ...(steps.held.length === 0
      ? []
      : [
          {
            ...ofLabGroup,
            id: 'next',
            name: texts.sequence.commands.nextHop,
            shortcut: 'CmdOrCtrl+Shift+G',
            run: () => void call('steps.next', {}),
          },
          {
            ...ofLabGroup,
            id: 'release',
            name: texts.sequence.commands.releaseHops,
            run: () => void call('steps.release', {}),
          },
        ]),
    {
      ...ofLabGroup,
      id: 'clear log',
      name: texts.commands.clearLog,
      shortcut: 'CmdOrCtrl+Shift+L',
      run: () => void call('log.clear', {}),
    },
  ]
  return [
    ...browserIds.flatMap(ofBrowser),
    ...ofLab,
    ...ofConsole,
    ...ofFiles,
    ...ofExercise,
    ...ofLessons,
    ...viewCommands(preferences, change),
  ]
}

const viewCommands = ({ theme: current, textSize }: Preferences, change: Change): Command[] => {
  const group = texts.commands.groups.view
  const size = textSizes.indexOf(textSize)
  const sizeTo = (index: number) => () => {
    const next = textSizes[index]
    if (next !== undefined) change({ textSize: next })
  }
  const nextTheme = themes[(themes.indexOf(current) + 1) % themes.length] ?? 'system'
  const common = { group, takesFocus: false }
  return [
    ...tabs.map((tab, index): Command => ({
      id: `show ${tab}`,
      name: texts.commands.showTab(texts.tabs[tab]),
      group,
      shortcut: `CmdOrCtrl+${index + 1}`,
      takesFocus: true,
      run: () => {
        change({ tab })
      },
    })),
    {
      ...common,
      id: 'next theme',
      name: texts.commands.nextTheme,
      shortcut: 'CmdOrCtrl+Shift+D',
      run: () => {
        change({ theme: nextTheme })
      },
    },
    ...themes
      .filter((theme) => theme !== current)
      .map((theme): Command => ({
        ...common,
        id: `theme ${theme}`,
        name: texts.theme(theme),
        run: () => {
          change({ theme })
        },
      })),
    { ...common, id: 'larger', name: texts.commands.larger, shortcut: 'CmdOrCtrl+Plus', run: sizeTo(size + 1) },
    { ...common, id: 'smaller', name: texts.commands.smaller, shortcut: 'CmdOrCtrl+-', run: sizeTo(size - 1) },
    {
      ...common,
      id: 'normal size',
      name: texts.commands.normalSize,
      shortcut: 'CmdOrCtrl+0',
      run: sizeTo(textSizes.indexOf('normal')),
    },
    ...textSizes
      .filter((one) => one !== textSize)
      .map((one): Command => ({
        ...common,
        id: `size ${one}`,
        name: texts.textSize(one),
        run: () => {
          change({ textSize: one })
        },
      })),
  ]
}
