import cookieSession from 'cookie-session'
import express from 'express'
import { listen } from './listen.mjs'
import { counterPage } from './page.mjs'

const app = express()
app.use(cookieSession({ name: 'session', keys: ['dev-secret-0123'] }))
app.get('/', (request, response) => {
  request.session.count = (request.session.count ?? 0) + 1
  response.send(counterPage(request.session.count))
})
listen(app)
