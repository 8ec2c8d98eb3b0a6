import { localProblem } from '../shared/problems/errors';

/** Answers to reads of which no row can be made. */

const WHAT = {
	error: 'an error that has the status of a success',
	noObject: 'something that is no object',
};

export const badAnswer = (action: string, what: keyof typeof WHAT) =>
	localProblem(
		'BAD_ANSWER',
		`Pluggy answered "${action}" with ${WHAT[what]}, so it cannot be read`,
	);
