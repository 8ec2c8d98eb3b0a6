import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../shared/clock';
import { readList } from '../../shared/paging';
import type { Step } from '../operation';
import { requestsOf } from '../requests';
import { encodeAnsi, toOfx } from './ofx';

const MIME_TYPE = 'application/x-ofx';

/** `extrato-1234-5_2026-01-01_2026-01-31.ofx` */
function nameOf({ number, id }: IDataObject, dates: readonly unknown[]): string {
	const account = String(number ?? id).replace(/[^\w-]+/g, '-');
	return `${['extrato', account, ...dates.filter(Boolean)].join('_')}.ofx`;
}

/** The transactions of an account as one OFX file. */
export const exportOfx: Step = async function* (tools) {
	const { client, operation, values, makeFile } = tools;
	const { accountId, includePending } = values;
	const dateFrom = values.dateFrom as string | undefined;
	const dateTo = values.dateTo as string | undefined;
	const { body } = await client.send({
		method: 'GET',
		path: `/accounts/${encodeURIComponent(String(accountId))}`,
		safety: 'read',
		access: 'readOnly',
		limit: 'accounts',
		action: operation.action,
	});
	const account = body as IDataObject;

	const transactions: IDataObject[] = [];
	const [request] = requestsOf(tools);
	for await (const rows of readList(client, request, operation.paging, Infinity)) {
		for (const row of rows) {
			if (includePending === true || row.status !== 'PENDING') transactions.push(row);
		}
	}
	const range = { dateFrom, dateTo, now: new Date(clock.now()) };
	const file = encodeAnsi(toOfx(account, transactions, range));
	const fileName = nameOf(account, [dateFrom, dateTo]);
	const property = String(values.binaryPropertyName ?? 'data');
	yield [
		{
			json: {
				fileName,
				accountId: String(accountId),
				transactions: transactions.length,
				dateFrom: dateFrom ?? null,
				dateTo: dateTo ?? null,
			},
			binary: { [property]: await makeFile(file, fileName, MIME_TYPE) },
		},
	];
};
