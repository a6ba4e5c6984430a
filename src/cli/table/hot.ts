import type {Command} from '../command.ts';
import {coordinateCommands} from './coordinate.ts';
import {statusCommand} from './status.ts';
import {taskCommands} from './tasks.ts';

/** The commands that sessions give, many times a minute: their code is in the one file that is read at the start of every call. */
const hotCommands: readonly Command[] = [...coordinateCommands, ...taskCommands, statusCommand];

export const hotCommandCalled = (name: string): Command | undefined => hotCommands.find((each) => each.name === name);
