/**
 * The program that Claude Code starts for the hooks that have to be commands: `node bell-hook.js EVENT [BELL]`. Posts what it gets on its
 * input to the gateway and gives the answer back. Started once per session and once per message, so it loads nothing but Node's own http.
 */
import {request} from 'node:http';
import process from 'node:process';

/** Below the limit that the client was given. Milliseconds. */
const LIMIT = 8_000;

const [event = '', bell] = process.argv.slice(2);
const {HARMONY_GATEWAY: gateway = '', HARMONY_SESSION: session = '', HARMONY_TOKEN: token = ''} = process.env;

function post(body: string): Promise<{mail?: string}> {
  return new Promise((resolve, reject) => {
    const headers = {authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body)};
    const call = request(`${gateway}/h/${session}/${event}`, {method: 'POST', headers, timeout: LIMIT}, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${response.statusCode}: ${text}`));
      });
      response.on('error', reject);
    });
    call.on('timeout', () => call.destroy(new Error('no answer')));
    call.on('error', reject);
    call.end(body);
  });
}

async function readInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  return text;
}

try {
  const answer = await post(await readInput());
  if (event !== 'Mail') {
    process.stdout.write(JSON.stringify(answer));
  } else if (answer.mail !== undefined) {
    // The client wakes the session with what stands on standard error.
    process.stderr.write(answer.mail);
    process.exitCode = 2;
  }
} catch {
  // The gateway is away: the session goes on without us, and nothing red is shown. The bell is named all the same, because this is the only
  // moment to name it, and a supervisor that comes back will ring it.
  if (bell !== undefined) process.stdout.write(JSON.stringify({hookSpecificOutput: {hookEventName: event, watchPaths: [bell]}}));
}
