/** The command line's program. The only place that sets the exit code. */
import process from 'node:process';
import {runCommandLine} from './run.ts';

// Whoever reads has gone (`| head`): there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCommandLine(process);
