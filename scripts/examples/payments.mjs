/** Parts that the payment examples have in common: who gets the money, the link for a person, asking until it is over. */
import { node, pluggy, set, whether } from './nodes.mjs';
import { say } from './texts.mjs';

/** @typedef {import('./texts.mjs').Text} Text */

/** Once for each row of a run, so that a payment that is sent again is found. */
export const LABEL = '=n8n-{{ $execution.id }}-{{ $runIndex }}-{{ $itemIndex }}';

/** @param {string} pixKey */
export const recipient = (pixKey) =>
	pluggy(say('Recipient', 'Recebedor'), 'paymentRecipient', 'create', {
		...{ recipientType: 'pixKey', pixKey },
	});

/** A link that a person has to open, alone in its row: it is found while the workflow waits. @param {string} link */
export const openLink = (link) =>
	set(say('Open This Link', 'Abra este link'), { link: `={{ ${link} }}` });

/** @param {Text} name */
export const waitASecond = (name) =>
	node(name, 'wait', 1.1, { resume: 'timeInterval', amount: 1, unit: 'seconds' });

/** @param {Text} name @param {string[]} statuses */
export const isIn = (name, statuses) =>
	whether(name, `[${statuses.map((one) => `'${one}'`).join(', ')}].includes($json.status)`);
