import { flag, integer, option } from './fields';
import type { Field, Operation } from './operation';

/** Options for the node itself, beside the fields of an operation. */

/** Options that every operation has. */
const COMMON_OPTIONS: readonly Field[] = [
	integer('maxWait', 'Max Wait', {
		...option,
		default: 120,
		description:
			'Seconds one request may wait for the rate limit of Pluggy and between attempts, before it fails',
	}),
];

/** Where money moves: n8n's Retry button runs all rows of a failed node again, under new labels. */
const ALLOW_IN_RETRIED = flag('allowInRetriedExecutions', 'Allow in Retried Executions', {
	...option,
	description:
		'Whether to pay also when somebody retries a failed execution, which sends all rows of this node again, those already paid included',
});

/** The options that an operation has for the node itself, beside its own fields. */
export function optionsOf({ safety, access, levelOf }: Operation): readonly Field[] {
	const mayMoveMoney = (safety === 'once' && access === 'payments') || levelOf !== undefined;
	return mayMoveMoney ? [...COMMON_OPTIONS, ALLOW_IN_RETRIED] : COMMON_OPTIONS;
}

/** The names of all options that some operation has so. */
export const OPTION_NAMES: readonly string[] = [...COMMON_OPTIONS, ALLOW_IN_RETRIED].map(
	({ property }) => property.name,
);
