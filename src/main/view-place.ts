import type { BrowserWindow, WebContentsView } from 'electron'
import type { Bounds } from '../shared/wire/contract.ts'

/** Where a native view is in its window. */
export interface ViewPlace {
  /** Where the panel has left room for it; `null` hides it. */
  put(bounds: Bounds | null): void
  /** Lets the view draw while something is done, also where the panel has hidden it: then beside the window, where nobody sees it. */
  whileDrawn<T>(work: () => Promise<T>): Promise<T>
}

// Of a view that the panel has given no room yet.
const usualSize = { width: 640, height: 360 }
const beside = -10_000

/** The {@link ViewPlace} of a view; it is hidden at first. */
export const createViewPlace = (view: WebContentsView, window: BrowserWindow): ViewPlace => {
  let wanted: Bounds | null = null
  let drawing = 0
  view.setVisible(false)

  const isSeen = (): boolean => wanted !== null && wanted.width > 0 && wanted.height > 0

  const apply = (): void => {
    if (window.isDestroyed()) return
    if (isSeen() && wanted !== null) view.setBounds(scaled(wanted, window.webContents.getZoomFactor()))
    else if (drawing > 0) view.setBounds({ ...usualSize, ...sizeOf(view), x: beside, y: 0 })
    view.setVisible(isSeen() || drawing > 0)
  }

  return {
    put: (bounds) => {
      wanted = bounds
      apply()
    },
    whileDrawn: async (work) => {
      drawing += 1
      apply()
      try {
        return await work()
      } finally {
        drawing -= 1
        apply()
      }
    },
  }
}

const scaled = ({ x, y, width, height }: Bounds, zoom: number): Bounds => {
  const pixels = (value: number) => Math.round(value * zoom)
  return { x: pixels(x), y: pixels(y), width: pixels(width), height: pixels(height) }
}

// The size that it had when it was seen last, so that the picture is as the student saw it.
const sizeOf = (view: WebContentsView): Partial<Pick<Bounds, 'width' | 'height'>> => {
  const { width, height } = view.getBounds()
  return width > 0 && height > 0 ? { width, height } : {}
}
