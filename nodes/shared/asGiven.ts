import type { INodeProperties } from 'n8n-workflow';

/** Collections as people gave them, not as n8n hands them on. */

/**
 * n8n rebuilds a node's parameters from its description before the node sees them: members of a collection
 * that it does not know are gone then, and all of one that an expression gives as a whole. A limit
 * under a wrong name, or a list that narrows what comes in, would vanish without a word. Of two
 * properties with one name the last one counts, and a hidden one keeps what is there.
 */
export const asGiven = ({
	displayName,
	name,
}: Pick<INodeProperties, 'displayName' | 'name'>): INodeProperties => ({
	displayName,
	name,
	type: 'hidden',
	default: {},
});
