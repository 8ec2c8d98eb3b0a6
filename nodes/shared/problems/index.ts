/** The error catalog: every problem in words, by its name. One table per kind of name. */

export type { Action, Problems, ProblemText } from './words';
export { BY_CODE } from './codes';
export { BY_STATUS } from './http';
export { BY_MESSAGE, codeOfMessage } from './messages';
export { LOCAL, type LocalCode } from './local';
export { BY_ITEM_CODE, BY_ITEM_STATUS } from './items';
export { BY_WARNING } from './warnings';
export {
	BY_AUTHORIZATION_STATUS,
	BY_PAYMENT_CODE,
	BY_PAYMENT_STATUS,
	FINE_PAYMENT_STATUSES,
} from './payments';
