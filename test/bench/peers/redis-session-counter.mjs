import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'
import { createClient } from 'redis'
import { listen } from './listen.mjs'
import { counterPage } from './page.mjs'

const client = createClient({ url: process.argv[2] })
await client.connect()
const app = express()
app.use(
  session({
    name: 'session',
    secret: 'dev-secret-0123',
    store: new RedisStore({ client }),
    resave: false,
    saveUninitialized: false,
  }),
)
app.get('/', (request, response) => {
  request.session.count = (request.session.count ?? 0) + 1
  response.send(counterPage(request.session.count))
})
listen(app)
