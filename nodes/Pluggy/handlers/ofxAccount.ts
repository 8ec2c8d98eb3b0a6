import type { IDataObject } from 'n8n-workflow';
import { localProblem } from '../../shared/problems/errors';

/** The account and its bank as an OFX file names them. */

/** Who an account is in an OFX file: programs keep statements apart by these numbers alone. */
export interface AccountIdentity {
	/** Code of the bank (COMPE); undefined when Pluggy does not tell it. */
	bankId: string | undefined;
	branchId: string | undefined;
	accountId: string;
}

/** The longest that OFX takes. */
const LONGEST = 22;
/** A card number of fewer digits is only its end. */
const WHOLE_CARD = 12;

const isText = (value: unknown): value is string => typeof value === 'string';

/** `0001/12345-0` by its parts. */
function partsOf(value: unknown): string[] {
	const text = typeof value === 'number' ? String(value) : value;
	return isText(text)
		? text
				.split('/')
				.map((part) => part.trim())
				.filter((part) => part !== '')
		: [];
}

const last = (parts: readonly string[]): string | undefined => parts[parts.length - 1];

/** Whether a number is shown whole: not `**** 4321` nor `XXXX4321`, but `12345-X` is. */
const isWhole = (number: string) => /[1-9]/.test(number) && !/[*•#]|x(?:x|\d)/i.test(number);

/**
 * What tells an account apart that shows no whole number: what is left of the number, for people, and
 * the end of Pluggy's ID.
 */
function lastResort(account: IDataObject): string {
	const digits = String(account.number ?? '')
		.replace(/\D/g, '')
		.slice(-4);
	const id = isText(account.id) ? account.id.replace(/[^\dA-Za-z]/g, '').slice(-12) : '';
	if (id !== '') return digits === '' ? id : `${digits}-${id}`;
	throw localProblem('BAD_ANSWER', 'Pluggy answered an account without number and ID');
}

/**
 * The numbers of an account. `transferNumber` is `0001/12345-0` (branch and account), with some banks
 * with the code of the bank in front: `341/0001/12345-0`; others write the branch into `number`.
 */
export function identityOf(account: IDataObject, bankCode?: string): AccountIdentity {
	const number = partsOf(account.number);
	const transfer = partsOf((account.bankData as IDataObject | null | undefined)?.transferNumber);
	const found =
		account.type === 'CREDIT'
			? [last(number)].find((one = '') => one.replace(/\D/g, '').length >= WHOLE_CARD)
			: [last(number), last(transfer)].find((one = '') => isWhole(one));
	const code = transfer.length === 3 && /^\d{3}$/.test(transfer[0]) ? transfer[0] : '000';
	return {
		bankId: bankCode ?? (code === '000' ? undefined : code),
		branchId: transfer.length > 1 ? transfer[transfer.length - 2] : number.slice(-2, -1)[0],
		accountId: (found && isWhole(found) ? found : lastResort(account)).slice(-LONGEST),
	};
}
