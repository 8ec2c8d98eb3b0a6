import type { IDataObject } from 'n8n-workflow';
import { dayIn } from '../cells';
import { currencyOf } from '../transactionRow';
import type { AccountIdentity } from './ofxAccount';
import { element, label, LINE, money, noon } from './ofxElements';
import type { Encoding } from './ofxText';

/** An OFX file without its transactions. */

const headerOf = (encoding: Encoding) => [
	'OFXHEADER:100',
	'DATA:OFXSGML',
	'VERSION:102',
	'SECURITY:NONE',
	...encoding.header,
	'COMPRESSION:NONE',
	'OLDFILEUID:NONE',
	'NEWFILEUID:NONE',
];

/** OFX asks for the code of the bank; this one is none. */
const NO_BANK = '0000';
const OK = element('STATUS', [element('CODE', '0'), element('SEVERITY', 'INFO')]);
/** Stands where the transactions go; no cleaned text has it. */
const PLACE = '\0';

/** What the frame of a statement is made from, besides the account. */
export interface FrameParts {
	encoding: Encoding;
	isCard: boolean;
	balance: number | null;
	range: { first: string; last: string };
	today: string;
}

/** What comes before and after the transactions. */
export function frameOf(
	account: IDataObject,
	identity: AccountIdentity,
	{ encoding, isCard, balance, range, today }: FrameParts,
) {
	const text = (name: string, value: string) => label(name, value, 22, encoding);
	const statement = element(isCard ? 'CCSTMTRS' : 'STMTRS', [
		element('CURDEF', currencyOf(account)),
		isCard
			? element('CCACCTFROM', text('ACCTID', identity.accountId))
			: element('BANKACCTFROM', [
					...text('BANKID', identity.bankId ?? NO_BANK),
					...text('BRANCHID', identity.branchId ?? ''),
					...text('ACCTID', identity.accountId),
					element('ACCTTYPE', account.subtype === 'SAVINGS_ACCOUNT' ? 'SAVINGS' : 'CHECKING'),
				]),
		element('BANKTRANLIST', [
			element('DTSTART', noon(range.first)),
			element('DTEND', noon(range.last)),
			PLACE,
		]),
		...(balance === null
			? []
			: [
					element('LEDGERBAL', [
						element('BALAMT', money(balance)),
						element('DTASOF', noon(dayIn(account.updatedAt).day ?? today)),
					]),
				]),
	]);
	const body = element('OFX', [
		element('SIGNONMSGSRSV1', [
			element('SONRS', [OK, element('DTSERVER', noon(today)), element('LANGUAGE', 'POR')]),
		]),
		element(isCard ? 'CREDITCARDMSGSRSV1' : 'BANKMSGSRSV1', [
			element(isCard ? 'CCSTMTTRNRS' : 'STMTTRNRS', [element('TRNUID', '0'), OK, statement]),
		]),
	]);
	const [head, tail] = body.split(PLACE + LINE);
	return { head: `${headerOf(encoding).join(LINE)}${LINE}${LINE}${head}`, tail: tail + LINE };
}
