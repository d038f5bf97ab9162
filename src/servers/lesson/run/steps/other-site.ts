import { failed, success, type Result } from '../../../../shared/base/result.ts'
import { serveApp, type RunningServer } from '../../../http/serve-app.ts'

/** A page of another site than the counter's: `127.0.0.1` on a port of its own, where the counter is `localhost`. */
export interface OtherSite {
  /** The address of its page; it is served from the first time on. */
  url(): Promise<Result<string>>
  close(): Promise<void>
}

/** An {@link OtherSite} whose page holds a form that posts to the counter's `/reset`. */
export const createOtherSite = (counterUrl: string): OtherSite => {
  let running: RunningServer | undefined

  const serve = async (): Promise<Result<RunningServer>> =>
    serveApp(
      (_request, response) => {
        response
          .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
          .end(page(counterUrl))
      },
      { host: '127.0.0.1', port: 0 },
    )

  return {
    url: async () => {
      const served = running === undefined ? await serve() : success(running)
      if (!served.ok) return failed(served.failure)
      running = served.value
      return success(`http://127.0.0.1:${String(served.value.port)}/`)
    },
    close: async () => {
      const closing = running
      running = undefined
      await closing?.close(0)
    },
  }
}

const page = (counterUrl: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Another site</title></head>
<body>
<h1>You have won!</h1>
<p>This page is of another site than the counter. Its button posts to the counter.</p>
<form method="POST" action="${counterUrl}reset"><input type="submit" value="Claim your prize" /></form>
</body>
</html>
`
