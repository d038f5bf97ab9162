import { z } from 'zod'

/** One command as a menu shows it. */
export const menuItemSchema = z.object({
  id: z.string().max(100),
  name: z.string().max(200),
  /** As Electron writes accelerators: `CmdOrCtrl+Shift+A`. */
  shortcut: z.string().max(40).optional(),
  /** It goes on in the panel, which then wants the keyboard. */
  takesFocus: z.boolean(),
})
export type MenuItem = z.infer<typeof menuItemSchema>

/** The panel's commands in groups: what the window's menu shows beside its own items. */
export const menuSchema = z
  .array(z.object({ name: z.string().max(100), items: z.array(menuItemSchema).max(50) }))
  .max(20)
export type MenuGroup = z.infer<typeof menuSchema>[number]

/** The window's menu, as the panel sees it. It is absent where the panel runs in an ordinary browser. */
export interface MenuLink {
  /** Shows these commands in the menu, and heeds their shortcuts wherever the keyboard is. */
  show(groups: readonly MenuGroup[]): void
  /** Tells which command was chosen; returns what ends it. */
  onChoose(listener: (id: string) => void): () => void
}
