/**
 * How reconcile-pix reads amounts, days, documents and names, before it compares them. In n8n it stands in the Code node, above
 * reconcile.mjs.
 */

// Cents are integers, days yyyy-mm-dd, documents without punctuation.
export const text = (value) => String(value ?? '').trim();
export const plain = (value) => text(value).normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
export const centsOf = (value) => {
	const written = text(value).replace(/^R\$\s*/, '');
	const isBrazilian = /^-?(\d{1,3}(\.\d{3})+|\d+),\d{1,2}$/.test(written);
	const number = isBrazilian ? written.replace(/\./g, '').replace(',', '.') : written;
	// 1.234 in a sheet may be a thousand, or one and a bit.
	const isUnclear = typeof value === 'string' && /\.\d{3}$/.test(number);
	const cents =
		!isUnclear && /^-?\d+(\.\d+)?$/.test(number) ? Math.round(Number(number) * 100) : NaN;
	return Number.isSafeInteger(cents) ? cents : null;
};
export const dayOf = (value) => {
	const brazilian = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text(value));
	if (brazilian) return `${brazilian[3]}-${brazilian[2]}-${brazilian[1]}`;
	return /^\d{4}-\d\d-\d\d/.exec(text(value))?.[0] ?? '';
};
export const later = (day, days) =>
	new Date(Date.parse(day) + days * 86400000).toISOString().slice(0, 10);
// Letters are possible in a CNPJ since 2026. A * stands for what somebody has hidden.
export const documentOf = (value) => {
	const found = plain(value).replace(/[^0-9A-Z*]/g, '');
	return found.length === 11 || found.length === 14 ? found : '';
};
export const isWhole = (document) => document !== '' && !document.includes('*');
export const isSame = (one, other) => isWhole(one) && one === other;
export const contradicts = (one, other) =>
	one !== '' &&
	other !== '' &&
	(one.length !== other.length ||
		[...one].some((sign, place) => sign !== '*' && other[place] !== '*' && sign !== other[place]));
export const hidden = (document) =>
	document.length === 11
		? `***.${document.slice(3, 6)}.${document.slice(6, 9)}-**`
		: document && `${document.slice(0, 2)}.***.***/${document.slice(8, 12)}-**`;
// Names are equal when their words are: without accents, particles, legal forms and the numbers of an MEI.
export const NO_NAME = /^(DE|DA|DO|DAS|DOS|E|LTDA|ME|MEI|EPP|EIRELI|SA|SLU|\d{8,})$/;
export const nameOf = (value) => {
	const parts = plain(value)
		.replace(/\bS[./ ]+A\b/g, 'SA')
		.replace(/['.]|(?<=\d)[-/](?=\d)/g, '')
		.split(/[^0-9A-Z]+/);
	const left = [...new Set(parts)].filter((part) => part && !NO_NAME.test(part)).sort();
	return left.length > 1 ? left.join(' ') : '';
};
// Some banks send no payer: then the description has to hold the name, and nothing else.
export const NO_PAYER =
	/\b(PIX|TRANSFERENCIA|TRANSF|RECEBIDO|RECEBIDA|CREDITO|QR|CODE|CHAVE|DEVOL\w*|ESTORN\w*|REEMBOLS\w*)\b/g;
export const endToEnd = /\bE\d{8}20\d{10}[0-9A-Za-z]{11}\b/;
// *** is what a PIX code without txid carries.
export const txidOf = (value) =>
	/^(?!0+$)[0-9A-Za-z]{1,35}$/.test(text(value)) ? plain(value) : '';
export const money = (cents) =>
	`R$ ${(Math.abs(cents) / 100)
		.toFixed(2)
		.replace('.', ',')
		.replace(/\B(?=(\d{3})+,)/g, '.')}`;

/** PIX that are posted, each once. @param {Row[]} payments flat rows of Transaction: Get Many */
export function readPix(payments) {
	const isPosted = ({ id, status }) => text(id) && status === 'POSTED';
	const isPix = ({ paymentMethod, description }) =>
		paymentMethod ? paymentMethod === 'PIX' : /\bPIX\b/.test(plain(description));
	const rows = payments.filter((row) => isPosted(row) && isPix(row)).map(readOnePix);
	return new Map(rows.map((row) => [row.id, row]));
}

function readOnePix(row) {
	const cents = centsOf(row.amount) ?? 0;
	const side = cents > 0 ? 'payer' : 'receiver';
	const who = text(row[`${side}Name`]);
	const references = [row.receiverReferenceId, row.referenceNumber].map(text);
	return {
		id: text(row.id),
		cents,
		day: dayOf(row.date),
		who,
		document: documentOf(row[`${side}Document`]),
		name: nameOf(who || plain(row.description).replace(NO_PAYER, ' ')),
		txid: txidOf(row.receiverReferenceId),
		endToEnd: references.map((one) => endToEnd.exec(one)?.[0]).find(Boolean) ?? '',
		isReturn: /DEVOL|ESTORN|REEMBOLS/.test(plain(row.description)),
	};
}

/** @param {Row[]} invoices */
export function readInvoices(invoices) {
	return invoices
		.filter(({ invoice }) => text(invoice))
		.map((row) => ({
			written: row.invoice,
			number: text(row.invoice),
			cents: centsOf(row.amount),
			issued: dayOf(row.issued_on),
			due: dayOf(row.due_on),
			document: documentOf(row.document),
			name: nameOf(row.customer),
			txid: txidOf(row.txid),
			endToEnd: endToEnd.exec(text(row.end_to_end_id))?.[0] ?? '',
			status: text(row.status).toLowerCase() || 'open',
			paidOn: dayOf(row.paid_on),
			by: text(row.settled_by),
			paid: text(row.transaction_id)
				.split(/[\s,;]+/)
				.filter(Boolean),
		}));
}
