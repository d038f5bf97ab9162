import { describe, expect, it } from 'vitest'
import { isShortcut, shortcutText, type PressedKey } from '../../../src/shared/wire/shortcut.ts'

const press = (key: string, ...held: ('control' | 'meta' | 'shift' | 'alt')[]): PressedKey => ({
  key,
  code: /^\d$/.test(key) ? `Digit${key}` : '',
  control: held.includes('control'),
  meta: held.includes('meta'),
  shift: held.includes('shift'),
  alt: held.includes('alt'),
})

describe('a shortcut', () => {
  it.each<[string, PressedKey]>([
    ['CmdOrCtrl+K', press('k', 'control')],
    ['CmdOrCtrl+K', press('k', 'meta')],
    ['CmdOrCtrl+Shift+A', press('A', 'control', 'shift')],
    ['CmdOrCtrl+1', press('1', 'control')],
    ['CmdOrCtrl+Shift+1', { ...press('!', 'control', 'shift'), code: 'Digit1' }],
    ['CmdOrCtrl+Plus', press('=', 'control')],
    ['CmdOrCtrl+Plus', press('+', 'control', 'shift')],
    ['CmdOrCtrl+-', press('-', 'control')],
  ])('%s is pressed', (shortcut, key) => {
    expect(isShortcut(shortcut, key)).toBe(true)
  })

  it.each<[string, PressedKey]>([
    ['CmdOrCtrl+K', press('k')],
    ['CmdOrCtrl+K', press('K', 'control', 'shift')],
    ['CmdOrCtrl+K', press('k', 'control', 'alt')],
    ['CmdOrCtrl+Shift+A', press('a', 'control')],
    ['CmdOrCtrl+1', { ...press('!', 'control', 'shift'), code: 'Digit1' }],
    ['CmdOrCtrl+1', press('2', 'control')],
  ])('%s is not pressed by other keys', (shortcut, key) => {
    expect(isShortcut(shortcut, key)).toBe(false)
  })

  it('is read out as people write it', () => {
    expect(shortcutText('CmdOrCtrl+Shift+A', false)).toBe('Ctrl Shift A')
    expect(shortcutText('CmdOrCtrl+Shift+A', true)).toBe('⌘ ⇧ A')
    expect(shortcutText('CmdOrCtrl+Plus', false)).toBe('Ctrl +')
  })
})
