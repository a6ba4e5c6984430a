import type {Board} from '../../core/index.ts';
import {Disposables} from '../../platform/disposables.ts';
import {Caller} from './effects/caller.ts';
import {Controller} from './effects/controller.ts';
import {HostLink} from './effects/host-link.ts';
import {handleMouse} from './effects/mouse.ts';
import {createPerformer} from './effects/performer.ts';
import type {ControlPort, OpenSurface, ReconnectPorts, TerminalPort} from './effects/ports.ts';
import {Stage} from './effects/stage.tsx';
import {Store} from './effects/store.ts';
import {SupervisorLink} from './effects/supervisor-link.ts';
import {TeamEnd} from './effects/team-end.ts';
import {ToastTimer} from './effects/toast-timer.ts';
import type {ScreenView} from './present/view.ts';
import type {ScreenEvent} from './state/event.ts';
import {initialState, type ScreenState} from './state/state.ts';
import type {Theme} from './text/theme.ts';

export interface OpenScreenOptions {
  readonly project: string;
  readonly demo: boolean;
  readonly leaveTyping: string;
  readonly control: ControlPort;
  readonly terminals: TerminalPort;
  readonly reconnect: ReconnectPorts;
  readonly theme: Theme;
  readonly openSurface: OpenSurface;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}

/** Ages and time left are shown in minutes: nobody sees a few seconds, and a still board costs nothing. Milliseconds. */
const CLOCK = 5_000;

/** The screen, until the person leaves it (`left`) or the team has ended (`down`). */
export async function openScreen(options: OpenScreenOptions): Promise<'left' | 'down'> {
  const {promise: over, resolve: finish, reject: crash} = Promise.withResolvers<'left' | 'down'>();
  using owned = new Disposables();
  const {project, demo, leaveTyping, now, theme} = options;
  const store = new Store(initialState({project, demo, leaveTyping, size: {columns: 80, rows: 24}}));
  const byPerson = (event: ScreenEvent): void => store.dispatch(event, 'person');
  const end = new TeamEnd(() => finish('down'));
  const host = owned.add(linkToHost(options, store, end, (terminal) => surface.paneChanged(terminal)));
  const supervisor = owned.add(
    linkToSupervisor(options, store, end, (board) => {
      caller.see(board);
      // What is open over the board is as live as the board.
      const {dialog} = store.state;
      if (dialog?.kind === 'peek' && board.sessions.some(({id}) => id === dialog.session))
        perform({kind: 'explain', session: dialog.session});
    }),
  );
  const surface = options.openSurface({
    leaveTyping,
    pane: (terminal) => host.pane(terminal),
    onPaneInput: (terminal, bytes) => {
      // Who types wants to see what it does.
      if ((store.state.terminals[terminal]?.scrolled ?? 0) > 0) byPerson({type: 'scrolled', terminal, lines: 0});
      host.input(terminal, bytes);
    },
    onLeaveTyping: () => byPerson({type: 'typing', on: false}),
    onMouse: (event) => handleMouse(event, mouse),
    onFocus: (focused) => {
      caller.focused = focused;
    },
  });
  // Once: before Ink draws its last frame, which nobody wants to see, or wherever it goes wrong earlier.
  let isOpen = true;
  const close = (): void => {
    if (isOpen) surface[Symbol.dispose]();
    isOpen = false;
  };
  owned.defer(close);
  const caller = new Caller(surface);
  const state = (): ScreenState => store.state;
  const view = (): ScreenView => stage.view;
  const perform = createPerformer({
    supervisor,
    host,
    state,
    dispatch: byPerson,
    repaint: () => surface.repaint(),
    leave: () => finish('left'),
    onEnding: (isEnding) => {
      end.isAskedFor = isEnding;
    },
  });
  const controller = new Controller({state, dispatch: byPerson, perform, view});
  const mouse = {surface, view, state, dispatch: byPerson, perform, controller};
  const resize = (): void => byPerson({type: 'resized', size: {columns: surface.columns, rows: surface.rows}});
  resize();
  const stage = owned.add(
    new Stage({
      store,
      surface,
      theme,
      now,
      watch: (panes) => host.watch(panes),
      onKey: (key) => controller.handleKey(key),
      onPaste: (text) => controller.handlePaste(text),
      onCrash: crash,
    }),
  );
  owned.defer(close);
  owned.add(surface.onResize(resize));
  owned.add(new ToastTimer(store));
  const clock = setInterval(() => stage.refresh(), CLOCK);
  owned.defer(() => clearInterval(clock));
  supervisor.start();
  host.start();
  return await over;
}

function linkToHost(
  {terminals: client, reconnect}: OpenScreenOptions,
  store: Store,
  end: TeamEnd,
  onCells: (terminal: string) => void,
): HostLink {
  const tell = (event: ScreenEvent): void => store.dispatch(event, 'team');
  return new HostLink({
    client,
    reconnect: reconnect.terminals,
    onTerminals: (terminals) => tell({type: 'terminals', terminals}),
    onTerminal: (terminal, change) => tell({type: 'terminal', terminal, change}),
    onCells,
    onNotice: (terminal, text) => tell({type: 'toast', toast: {kind: 'done', text: `${terminal}: ${text}`, remedy: ''}}),
    onLink: (link) => {
      end.host = link;
      tell({type: 'link', to: 'host', link});
    },
  });
}

function linkToSupervisor(
  {control: client, reconnect, now}: OpenScreenOptions,
  store: Store,
  end: TeamEnd,
  onBoard: (board: Board) => void,
): SupervisorLink {
  const tell = (event: ScreenEvent): void => store.dispatch(event, 'team');
  return new SupervisorLink({
    client,
    reconnect: reconnect.control,
    onBoard: (board) => {
      tell({type: 'board', board, at: now()});
      onBoard(board);
    },
    onInfo: (info) => tell({type: 'info', info}),
    onProgress: (text) => tell({type: 'ending', text}),
    onLink: (link) => {
      end.supervisor = link;
      tell({type: 'link', to: 'supervisor', link});
    },
  });
}
