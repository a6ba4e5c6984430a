import type {Block as BlockView} from '../present/view.ts';
import {Line} from './painting.tsx';
import {Placed} from './placed.tsx';

/** Lines of text in their place. */
export function Block({block: {rect, lines}}: {readonly block: BlockView}) {
  return (
    <Placed rect={rect}>
      {lines.map((spans, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the screen is its place
        <Line key={row} spans={spans} />
      ))}
    </Placed>
  );
}
