import type {ControlClient} from '../../../client/control.ts';
import type {TerminalClient} from '../../../client/terminals.ts';
import type {Surface, SurfaceOptions} from '../../surface.ts';

/** What the screen needs of the connection to the supervisor. */
export type ControlPort = Pick<ControlClient, 'request' | 'onPush' | 'onClose' | typeof Symbol.dispose>;

/** What it needs of the connection to the terminal host. */
export type TerminalPort = Pick<TerminalClient, 'request' | 'input' | 'onUpdate' | 'onNotification' | 'onClose' | typeof Symbol.dispose>;

export interface ReconnectPorts {
  /** `null`: nobody is there yet. */
  control(): Promise<ControlPort | null>;
  terminals(): Promise<TerminalPort | null>;
}

/** Opens the outer terminal for what the screen tells it about panes and keys. */
export type OpenSurface = (handlers: Omit<SurfaceOptions, 'stdin' | 'stdout'>) => Surface;
