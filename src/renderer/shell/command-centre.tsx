import { useEffect, useMemo, useRef } from 'react'
import type { MenuGroup } from '../../shared/wire/menu.ts'
import { isShortcut } from '../../shared/wire/shortcut.ts'
import { useServices } from '../client/use-services.ts'
import { shellTexts } from './shell-texts.ts'
import { commandGroups } from '../client/command.ts'
import type { Command } from '../client/command.ts'
import { useCommands } from './use-commands.ts'

/** Heeds the shortcuts of all commands, and shows the commands in the window's menu where there is one. It draws nothing. */
export const CommandCentre = ({ onOpenPalette }: { readonly onOpenPalette: () => void }) => {
  const { menu } = useServices()
  const others = useCommands()
  const commands = [paletteCommand(onOpenPalette), ...others]
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const command = latest.current.find(
        ({ shortcut }) => shortcut !== undefined && isShortcut(shortcut, pressedKey(event)),
      )
      if (command === undefined) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
  useEffect(() => menu?.onChoose((id) => latest.current.find((command) => command.id === id)?.run()), [menu])
  const shown = JSON.stringify(menuOf(commands))
  const groups = useMemo(() => JSON.parse(shown) as MenuGroup[], [shown])
  useEffect(() => {
    menu?.show(groups)
  }, [menu, groups])
  return null
}

const paletteCommand = (run: () => void): Command => ({
  id: 'palette',
  name: shellTexts.commands.palette,
  group: commandGroups.view,
  shortcut: 'CmdOrCtrl+K',
  takesFocus: true,
  run,
})

const pressedKey = ({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) => ({
  key,
  code,
  control: ctrlKey,
  meta: metaKey,
  shift: shiftKey,
  alt: altKey,
})

// Groups in the order in which their first command comes.
const menuOf = (commands: readonly Command[]): MenuGroup[] => {
  const groups = new Map<string, MenuGroup>()
  for (const { id, name, group, shortcut, takesFocus } of commands) {
    const known = groups.get(group) ?? { name: group, items: [] }
    known.items.push({ id, name, takesFocus, ...(shortcut === undefined ? {} : { shortcut }) })
    groups.set(group, known)
  }
  return [...groups.values()]
}
