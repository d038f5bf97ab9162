import { useEffect, useMemo } from 'react'
import { present } from '../../shared/base/present.ts'
import type { MenuGroup, MenuLink } from '../../shared/wire/menu.ts'
import { isShortcut } from '../../shared/wire/shortcut.ts'
import type { Command } from '../client/command.ts'
import type { LiveValue } from '../client/store/live-value.ts'
import { useLive } from '../client/use-live.ts'
import { useServices } from '../client/use-services.ts'
import { shellTexts } from './shell-texts.ts'
import { useCommands } from './use-commands.ts'
import { viewGroup } from './view-commands.ts'

/** Heeds the shortcuts of all commands, and shows the commands in the window's menu where there is one. It draws nothing. */
export const CommandCentre = ({ onOpenPalette }: { readonly onOpenPalette: () => void }) => {
  const { menu } = useServices()
  const commands = useCommands()
  const palette = useMemo(() => paletteCommand(onOpenPalette), [onOpenPalette])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const pressed = pressedKey(event)
      const command = [palette, ...commands.current()].find(
        ({ shortcut }) => shortcut !== undefined && isShortcut(shortcut, pressed),
      )
      if (command === undefined) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [commands, palette])
  return menu === undefined ? null : <WindowMenu menu={menu} palette={palette} source={commands} />
}

interface WindowMenuProps {
  readonly menu: MenuLink
  readonly palette: Command
  readonly source: LiveValue<readonly Command[]>
}

const WindowMenu = ({ menu, palette, source }: WindowMenuProps) => {
  const others = useLive(source)
  useEffect(
    () => menu.onChoose((chosen) => [palette, ...source.current()].find(({ id }) => id === chosen)?.run()),
    [menu, palette, source],
  )
  useEffect(() => {
    menu.show(menuOf([palette, ...others]))
  }, [menu, palette, others])
  return null
}

const paletteCommand = (run: () => void): Command => ({
  id: 'palette',
  name: shellTexts.commands.palette,
  group: viewGroup,
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
    const known = groups.get(group.name) ?? { name: group.name, items: [] }
    known.items.push({ id, name, takesFocus, ...present({ shortcut }) })
    groups.set(group.name, known)
  }
  return [...groups.values()]
}
