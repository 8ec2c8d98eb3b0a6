import type { IDataObject } from 'n8n-workflow';
import { breather, clock } from '../../shared/client/clock';
import { localProblem } from '../../shared/problems/errors';
import { readList } from '../../shared/client/paging';
import { readAccount } from '../../shared/accounts';
import { withoutDocuments } from '../hideDocuments';
import type { Handler, HandlerTools } from '../operation';
import { requestsOf } from '../requests';
import { startStatement, type OfxOptions } from './ofx';
import { identityOf, type AccountIdentity } from './ofxAccount';
import { isEncoding } from './ofxText';

/** Transaction: Export OFX, from the account to the file. */

const MIME_TYPE = 'application/x-ofx';

/** `extrato_0001-1234-5_2026-01-01_2026-01-31.ofx` */
function nameOf({ branchId, accountId }: AccountIdentity, dates: readonly unknown[]): string {
	const account = [branchId, accountId]
		.filter((part) => part !== undefined)
		.join('-')
		.replace(/[^\w-]+/g, '-');
	return `${['extrato', account, ...dates.filter(Boolean)].join('_')}.ofx`;
}

async function accountOf({ client, operation, values }: HandlerTools): Promise<IDataObject> {
	const id = String(values.accountId);
	const account = await readAccount(client, id, operation.action);
	if (['BANK', 'CREDIT'].includes(String(account.type))) return { ...account, id };
	throw localProblem(
		'INVALID_INPUT',
		'Only bank accounts and cards have statements: this account has another type',
		{ advice: 'Use Transaction: Get Many for this account. No file was made.' },
	);
}

/** The transactions of an account as one OFX file. */
export const exportOfx: Handler = async function* (tools) {
	const { client, operation, values, makeFile, notes } = tools;
	const isHidden = values.hideDocuments === true;
	const whole = await accountOf(tools);
	// Numbers that are gone then are replaced as those of banks that show none.
	const account = isHidden ? withoutDocuments(whole) : whole;
	const identity = identityOf(account, values.bankCode as string | undefined);
	const options: OfxOptions = {
		includePending: values.includePending as boolean | undefined,
		dateFrom: values.dateFrom as string | undefined,
		dateTo: values.dateTo as string | undefined,
		encoding: isEncoding(values.encoding) ? values.encoding : undefined,
		now: new Date(clock.now()),
	};
	const statement = startStatement(account, identity, options);
	const breathe = breather();
	const [request] = requestsOf(tools);
	// Page by page into bytes: the transactions themselves are not kept.
	for await (const rows of readList(client, request, operation.paging, Infinity)) {
		for (const row of rows) {
			const { disagrees } = statement.add(isHidden ? withoutDocuments(row) : row);
			if (disagrees) notes.disagreeing += 1;
			const rest = breathe();
			if (rest) await rest;
		}
	}
	notes.leftOut += statement.leftOut;

	const file = await statement.finish();
	const { dateFrom = null, dateTo = null } = options;
	const fileName = nameOf(identity, [dateFrom, dateTo]);
	const property = String(values.binaryPropertyName ?? 'data');
	const { written, pending, leftOut, leftOutRows, balance } = statement;
	yield [
		{
			json: {
				fileName,
				accountId: String(values.accountId),
				transactions: written,
				leftOut,
				leftOutRows: [...leftOutRows],
				pendingLeftOut: pending,
				balance,
				dateFrom,
				dateTo,
			},
			binary: { [property]: await makeFile(file, fileName, MIME_TYPE) },
		},
	];
};
