/** The command line's program. The only place that sets the exit code. */
import process from 'node:process';
import {parseQuickly} from './parse.ts';
import {runCall} from './run.ts';
import {hotCommandCalled} from './table/hot.ts';

// Whoever reads has gone (`| head`): there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const call = parseQuickly(process.argv.slice(2), hotCommandCalled);
process.exitCode = call ? await runCall(call, process) : await (await import('./all-commands.ts')).runCommandLine(process);
