import { badAnswer } from '../badAnswer';
import { readList } from '../../shared/client/paging';
import type { Downloaded } from '../../shared/client/download';
import type { Handler } from '../operation';
import { requestsOf } from '../requests';

/** Account: Get Statements with Download File: each row with its file. */

const PDF = 'application/pdf';

/** Some hosts call every file octet-stream. */
const isPdf = ({ bytes, mimeType }: Downloaded) =>
	mimeType === PDF || bytes.subarray(0, 5).toString('latin1') === '%PDF-';

/** `extrato_03-2026.pdf` */
function nameOf(monthYear: unknown, file: Downloaded): string {
	const month = typeof monthYear === 'string' ? monthYear.replace(/[^\w-]+/g, '-') : '';
	return `${['extrato', month].filter(Boolean).join('_')}.${isPdf(file) ? 'pdf' : 'bin'}`;
}

/** The statements of an account, each with what its link leads to. */
export const statementFiles: Handler = async function* (tools) {
	const { client, operation, values, limit, format, makeFile } = tools;
	const [request] = requestsOf(tools);
	const property = String(values.binaryPropertyName ?? 'data');
	for await (const page of readList(client, request, operation.paging, limit)) {
		for (const row of page) {
			if (typeof row.url !== 'string') throw badAnswer(operation.action, 'noObject');
			const file = await client.download(row.url);
			const mimeType = isPdf(file) ? PDF : file.mimeType || 'application/octet-stream';
			const name = nameOf(row.monthYear, file);
			const binary = { [property]: await makeFile(file.bytes, name, mimeType) };
			yield (await format([row])).map((output) => ({ ...output, binary }));
		}
	}
};
