import { takenOver } from './connection';
import { emptyState, parseState, type State } from './state';

/** From which state a poll begins: that which n8n kept, or that which this process remembers. */

/** What a process remembers of a trigger. n8n keeps what a poll leaves only when it told something. */
export interface Remembered {
	state: State;
	/** n8n keeps static data under the node's name. */
	nodeName: string;
}

export interface Beginning {
	state: State;
	/** Whether n8n kept something that is no state of this node. */
	isGarbage: boolean;
}

export interface BeginningOf {
	/** What n8n kept. */
	saved: unknown;
	/** Whether n8n kept anything, whatever it is. */
	isEmpty: boolean;
	remembered: Remembered | undefined;
	/** Digest of the node. */
	node: string;
	nodeName: string;
	processMark: string;
}

/**
 * The newer one of both. If n8n kept less than the last poll that told something, nobody knows whether
 * its events were stored, and they are told again: so it is where another process polled last, too.
 */
export function beginningOf(of: BeginningOf): Beginning {
	const { saved, isEmpty, remembered, node, nodeName, processMark } = of;
	const kept = parseState(saved, node);
	const isGarbage = kept === undefined && !isEmpty;
	if (remembered === undefined || (kept !== undefined && kept.polls > remembered.state.polls)) {
		if (kept === undefined) return { state: emptyState(node, processMark), isGarbage };
		return { state: kept.process === processMark ? kept : takenOver(kept, processMark), isGarbage };
	}
	const { state } = remembered;
	const isKept = kept !== undefined && kept.polls >= state.told;
	const isRenamed = kept === undefined && remembered.nodeName !== nodeName;
	const isStored = isKept || isRenamed || state.told === 0;
	return { state: isStored ? state : takenOver(state, processMark), isGarbage: false };
}
