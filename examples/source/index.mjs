/** The example workflows, in the order in which n8n shows them: their place here is their number. */
import lastDays from './last-30-days.mjs';

/** @type {Record<string, import('../../scripts/examples/build.mjs').Source>} */
export default {
	'last-30-days': lastDays,
};
