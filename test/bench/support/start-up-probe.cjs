// Loaded by Electron ahead of an application (`electron -r`): prints when each of its pages shows what it is for. The
// application itself is the built one and knows nothing of this.
const { app } = require('electron')

const signs = {
  window: (url) => url.startsWith('data:') && 'h1',
  panel: (url) => url.startsWith('sessionscope:') && 'table[aria-label="Exchanges"] tr[data-exchange]',
  browser: (url) => url.startsWith('http:') && 'h1',
}

// Two frames after what was waited for is in the page, it has been painted.
const seen = (selector) => `new Promise((resolve) => {
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(resolve))
  const look = () => {
    if (!document.querySelector(${JSON.stringify(selector)})) return false
    observer.disconnect()
    painted()
    return true
  }
  const observer = new MutationObserver(look)
  if (!look()) observer.observe(document, { subtree: true, childList: true, attributes: true })
})`

app.on('web-contents-created', (_event, contents) => {
  contents.on('dom-ready', async () => {
    for (const [name, selectorOf] of Object.entries(signs)) {
      const selector = selectorOf(contents.getURL())
      if (!selector) continue
      await contents.executeJavaScript(seen(selector))
      process.stdout.write(`seen ${name} ${Date.now()}\n`)
    }
  })
})
